// Counts what happened in the last second or minute.

/** @returns how many happened within `ms`, this one included */
function createWindow(ms) {
  const times = [];
  return {
    add(now) {
      while (times.length > 0 && now - times[0] >= ms) times.shift();
      times.push(now);
      return times.length;
    },
    /** Takes the last one back: it was refused, and what is refused does not count. */
    undo: () => void times.pop(),
  };
}

module.exports = { createWindow };
