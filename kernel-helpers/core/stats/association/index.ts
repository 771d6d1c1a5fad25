/** How two variables go together. */
export {};
