import type { Compliance } from './compliance';
export function summariseForTerminal(_compliance: Compliance): string {
  throw new Error('not written yet');
}
