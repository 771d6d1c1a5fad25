/** Intervals and p values from the data shuffled and drawn again. */
export {};
