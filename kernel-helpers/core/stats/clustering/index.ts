/** Groups and axes in tables of features. */
export {};
