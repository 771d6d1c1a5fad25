/** `import()` for the start-up snapshot, whose own script has none: a file that is required has. */
const importHere = (url: string): Promise<unknown> => import(url);

export = importHere;
