/** Words that stand alone, and words that a value follows, with what they mean. */
export interface Vocabulary<T> {
  readonly alone?: Readonly<Record<string, T>>;
  readonly valued?: Readonly<Record<string, (value: string) => T | undefined>>;
}

/** @returns undefined where a word is not among them, or its value means nothing. */
export function meaningsOf<T>(words: readonly string[], vocabulary: Vocabulary<T>): readonly T[] | undefined {
  const meanings: T[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const alone = own(vocabulary.alone, word);
    const value = alone === undefined ? words[++at] : undefined;
    const meaning = alone ?? (value === undefined ? undefined : own(vocabulary.valued, word)?.(value));
    if (meaning === undefined) return undefined;
    meanings.push(meaning);
  }
  return meanings;
}

/** What a record says itself of a word, whatever any object has. */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, word: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, word) ? record[word] : undefined;

export const onOrOff = <T>(value: string, meaning: (on: boolean) => T): T | undefined =>
  value === 'on' || value === 'off' ? meaning(value === 'on') : undefined;

export const counted = <T>(value: string, meaning: (count: number) => T): T | undefined =>
  /^\d{1,9}$/.test(value) ? meaning(Number(value)) : undefined;

export const addressed = <T>(value: string, meaning: (mac: Uint8Array) => T): T | undefined =>
  /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(value)
    ? meaning(Buffer.from(value.replaceAll(':', ''), 'hex'))
    : undefined;
