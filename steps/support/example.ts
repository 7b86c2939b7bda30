/** Every sentence carries one example, which the vocabulary prints and a spec holds against the sentence's own pattern. */
export interface SentenceOptions {
  readonly wrapperOptions: { readonly example: string; readonly table?: readonly string[] };
}

/**
 * @param text a whole line as a feature would say it
 * @param table columns that the sentence's table may have, the required ones marked with `*`
 */
export const example = (text: string, table?: readonly string[]): SentenceOptions => ({
  wrapperOptions: table === undefined ? { example: text } : { example: text, table },
});
