/** Rules of the first release's families that no scenario answers for, each with the reason. The report prints them. */
export const NOT_COVERED: Readonly<Record<string, string>> = {};
