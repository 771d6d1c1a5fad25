/**
 * Seven colours that readers with any common colour vision tell apart; its yellow and black are left out, because
 * neither shows on both a white and a dark page.
 *
 * @source Okabe and Ito 2008, "Color universal design", https://jfly.uni-koeln.de/color/
 */
const distinct = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7f7f7f'] as const;

/** How far each round through {@link distinct} moves to white (+) or black (-). */
const rounds = [0, -0.35, 0.4] as const;

/**
 * The nth of an endless list of colours: seven that anyone can tell apart, then the same darker, then lighter, and
 * from the beginning again.
 */
export function categoricalColor(index: number): string {
  const color = distinct[index % distinct.length];
  const shift = rounds[Math.floor(index / distinct.length) % rounds.length];
  const goal = shift > 0 ? 255 : 0;
  const channels = [1, 3, 5].map(start => {
    const value = Number.parseInt(color.slice(start, start + 2), 16);
    return Math.round(value + (goal - value) * Math.abs(shift))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
