// Runs in every page before anything else. It knows which GL contexts were drawn to, and waits for their pixels:
// a frame counts as drawn when one pixel of it could be read.
(() => {
  const drawn = new Set();
  let draws = 0;
  for (const type of [WebGLRenderingContext, WebGL2RenderingContext]) {
    for (const name of Object.getOwnPropertyNames(type.prototype)) {
      if (!/^(draw(Arrays|Elements|RangeElements)|multiDraw)/.test(name)) continue;
      const original = type.prototype[name];
      type.prototype[name] = function (...args) {
        drawn.add(this);
        draws += 1;
        return original.apply(this, args);
      };
    }
  }

  const pixel = new Uint8Array(4);
  /** Waits for all that was drawn since the last call; says whether anything was. */
  function flush() {
    if (drawn.size === 0) return false;
    for (const gl of drawn) {
      const two = gl instanceof WebGL2RenderingContext;
      const target = two ? gl.READ_FRAMEBUFFER : gl.FRAMEBUFFER;
      const bound = gl.getParameter(two ? gl.READ_FRAMEBUFFER_BINDING : gl.FRAMEBUFFER_BINDING);
      const packed = two ? gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING) : null;
      if (packed) gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      gl.bindFramebuffer(target, null);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      gl.bindFramebuffer(target, bound);
      if (packed) gl.bindBuffer(gl.PIXEL_PACK_BUFFER, packed);
    }
    // A picture that is copied into a 2D canvas is there when that can be read.
    for (const canvas of document.querySelectorAll('canvas[data-copied]'))
      canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
    drawn.clear();
    return true;
  }

  const waiting = [];
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = callback =>
    nextFrame(time => {
      callback(time);
      if (waiting.length > 0 && drawn.size > 0 && flush()) for (const done of waiting.splice(0)) done();
    });

  window.readback = {
    flush,
    /** Resolves when the next frame that draws anything, in an animation frame of the viewer's own, can be read. */
    nextDrawn: () => new Promise(resolve => waiting.push(resolve)),
    animationFrame: () => new Promise(resolve => nextFrame(resolve)),
    get draws() {
      return draws;
    },
  };
})();
