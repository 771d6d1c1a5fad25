/** Models of an outcome: linear, logistic, Poisson. */
export {};
