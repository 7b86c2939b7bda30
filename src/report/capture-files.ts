import type { SettledScenario } from './merge-runs';
import type { RecordedAttachment } from './recorded-run';

export const CAPTURE_MEDIA_TYPE = 'application/x-pcapng';
export const CAPTURES_FOLDER = 'captures';

export interface CaptureFile {
  /** From the report's folder, with `/`. */
  readonly file: string;
  readonly attachment: RecordedAttachment;
}

/** Captures of a scenario under names that stay the same from run to run and clash with no other scenario's. */
export function captureFiles({ scenario, attempt }: SettledScenario): readonly CaptureFile[] {
  const captures = (attempt?.attachments ?? []).filter((each) => each.mediaType === CAPTURE_MEDIA_TYPE);
  return captures.map((attachment, index) => ({
    attachment,
    file: `${CAPTURES_FOLDER}/${fileName(scenario.id)}${index === 0 ? '' : `-${index + 1}`}.pcapng`,
  }));
}

/** `features/isolation/delivery.feature:29` → `features-isolation-delivery.feature-29`. */
const fileName = (id: string): string => id.replace(/[^\w.]+/g, '-').replace(/^[-.]+/, '');
