import { editDistance } from '../../terms/nearest';
import type { Sentence } from '../vocabulary/sentence';

/** Values take no part in the comparison, only the words between them. */
const bare = (text: string): string =>
  text
    .replace(/"[^"]*"/g, '"')
    .replace(/\{[^}]*\}/g, '"')
    .replace(/\b(OID|NDIS_STATUS|STATUS)_[A-Z0-9_]+/g, '"')
    .replace(/(VF|VPort|VLAN)? ?\b(0x[0-9A-Fa-f]+|\d+)\b/g, '"')
    .replace(/\([^)]*\)/g, '')
    .toLowerCase();

const withoutKeyword = (example: string): string => example.replace(/^(Given|When|Then) /, '');

/** The sentence whose words are nearest, if at least half of them agree. */
export function closestSentence(text: string, sentences: readonly Sentence[]): Sentence | undefined {
  const wanted = bare(text);
  let best: { readonly sentence: Sentence; readonly distance: number } | undefined;
  for (const sentence of sentences) {
    const distance = editDistance(
      wanted,
      bare(sentence.example === undefined ? sentence.expression : withoutKeyword(sentence.example)),
    );
    if (best === undefined || distance < best.distance) best = { sentence, distance };
  }
  return best !== undefined && best.distance <= wanted.length / 2 ? best.sentence : undefined;
}
