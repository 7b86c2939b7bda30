import type { Compliance } from '../compliance';
export function renderHtml(_compliance: Compliance): string {
  throw new Error('not written yet');
}
