/** `1234567` as `1,234,567`, whatever the machine's language is. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A file size for reading: `46.2 kB`, `741 kB`, `1.5 GB` (powers of 1000, three digits). */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toPrecision(3)} ${units[unit]}`;
}
