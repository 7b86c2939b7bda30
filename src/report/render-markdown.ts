import type { Compliance } from './compliance';
export function renderMarkdown(_compliance: Compliance): string {
  throw new Error('not written yet');
}
