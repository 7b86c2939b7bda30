import { text, type Arguments } from './arguments';
import type { ReportWishes } from './build-reports';

export function knownOf(read: Arguments): Pick<ReportWishes, 'known' | 'writeKnown'> {
  const known = text(read, 'known');
  const writeKnown = text(read, 'write-known');
  return {
    ...(known === undefined ? {} : { known }),
    ...(writeKnown === undefined ? {} : { writeKnown }),
  };
}
