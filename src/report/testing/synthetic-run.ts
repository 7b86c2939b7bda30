import type { RecordedRun } from '../recorded-run';
import { MANIFEST_FORMAT, type RunManifest } from '../run-manifest';
import { catalogue } from '../../rules/catalogue';
import { RunRecorder } from '../messages/run-recorder';
import { syntheticMessages, type SyntheticScenario } from './synthetic-messages';

export const syntheticManifest = (changes: Partial<RunManifest> = {}): RunManifest => ({
  format: MANIFEST_FORMAT,
  kit: { version: '0.1.0', hash: '0123456789abcdef' },
  rules: { hash: catalogue().hash },
  features: { hash: 'fedcba9876543210', count: 3 },
  command: 'bulkhead run',
  seed: 1,
  target: 'reference',
  subject: 'the embedded reference adapter',
  node: 'v20',
  declaredChoices: ['Physical link down: forwarding between VPorts goes on'],
  ...changes,
});

/** A recorded run without the detour over a file. */
export function syntheticRun(
  scenarios: readonly SyntheticScenario[],
  {
    manifest = {},
    label = 'reports',
    ...course
  }: {
    readonly manifest?: Partial<RunManifest>;
    readonly label?: string;
    readonly isFinished?: boolean;
    readonly second?: number;
  } = {},
): RecordedRun {
  const recorder = new RunRecorder();
  for (const envelope of syntheticMessages(scenarios, course)) recorder.take(envelope);
  return { ...recorder.record(label), manifest: syntheticManifest(manifest) };
}
