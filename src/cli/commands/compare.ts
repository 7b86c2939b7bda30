import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildCompliance,
  compareRuns,
  comparisonHtml,
  comparisonJson,
  comparisonMarkdown,
} from '../../report/build';
import { readArguments, text } from '../arguments';
import { recordedRuns } from '../recorded-runs';
import type { Command } from '../command';
import { knownFor } from '../known-file';
import { PACKAGE_ROOT } from '../package-root';
import { projectOf } from '../project';
import { adapterLike } from '../targets/adapter-like';
import { UsageMistake } from '../usage-mistake';

const OPTIONS = {
  tags: { type: 'string' },
  name: { type: 'string' },
  adapter: { type: 'string' },
  pf: { type: 'string' },
  outside: { type: 'string' },
  ssh: { type: 'string' },
  'ssh-config': { type: 'string' },
  yes: { type: 'boolean' },
  seed: { type: 'string' },
  known: { type: 'string' },
  output: { type: 'string' },
  config: { type: 'string' },
  quiet: { type: 'boolean' },
} as const;

const SAYS = `bulkhead compare igb|linux [features…]   run the same scenarios on a real target and on the reference, side by side
bulkhead compare FOLDER FOLDER          compare two recorded runs: the reference's and the target's

  --adapter ID    profile of the reference (default: the entry of the adapter list with the PCI identity of the target)
  --known FILE    findings of the target that are known (igb has its own file)
  --output DIR    folder for the comparison and both runs (default reports/compare)
  --tags, --name, --seed, --quiet, --pf, --outside, --ssh, --ssh-config, --yes   as bulkhead run has them

Exit codes: 0 they differ by nothing but known findings, 1 they differ, 2 nothing could be compared.`;

type Read = ReturnType<typeof readArguments>;

export const compareCommand: Command = {
  says: SAYS,
  async run(args) {
    const read = readArguments('compare', args, OPTIONS);
    const output = text(read, 'output') ?? join(projectOf(text(read, 'config')).output, 'compare');
    const [first, second] = read.positionals;
    if (first === 'igb' || first === 'linux') return write(output, runBoth(read, first, output), read);
    if (first === undefined || second === undefined || read.positionals.length > 2)
      throw new UsageMistake(
        'name the target (igb or linux), or two folders: of a run on the reference and of one on the target',
      );
    return write(output, { reference: first, target: second }, read);
  },
};

interface Folders {
  readonly reference: string;
  readonly target: string;
}

function write(output: string, folders: Folders, read: Read): 0 | 1 | 2 {
  const [reference, target] = [recordedRuns([folders.reference]), recordedRuns([folders.target])];
  const known = knownFor(target[0]?.manifest?.target, text(read, 'known'));
  const comparison = compareRuns(
    buildCompliance(reference),
    buildCompliance(target, known === undefined ? {} : { known }),
  );
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, 'comparison.json'), comparisonJson(comparison));
  writeFileSync(join(output, 'comparison.md'), comparisonMarkdown(comparison));
  writeFileSync(join(output, 'comparison.html'), comparisonHtml(comparison));
  console.log(`\n${comparison.sentence}`);
  for (const each of comparison.scenarios)
    if (each.relation === 'differs')
      console.log(
        `  ${each.name} (${each.id})\n     reference: ${[each.reference.result, ...each.reference.sentences].join('; ')}\n     target:    ${[each.target.result, ...each.target.sentences].join('; ')}`,
      );
  console.log(`\nComparison: ${join(output, 'comparison.html')}`);
  return comparison.exitCode;
}

/** The target first, for it tells which adapter the reference is to be. Cucumber reads its steps once a process. */
function runBoth(read: Read, target: 'igb' | 'linux', output: string): Folders {
  const folders = { reference: join(output, 'reference'), target: join(output, target) };
  const common = passedOn(read, ['tags', 'name', 'seed', 'config']);
  const features = read.positionals.slice(1);
  const own = [
    ...passedOn(read, ['pf', 'outside', 'ssh', 'ssh-config', 'known']),
    ...(read.values['yes'] === true ? ['--yes'] : []),
  ];
  console.log(`On the target ${target}:`);
  run([...features, ...common, ...own, '--target', target], folders.target, read);
  const [recorded] = recordedRuns([folders.target]);
  const adapter = text(read, 'adapter') ?? adapterLike(target, recorded?.manifest?.probed?.['pci']);
  console.log(`\nOn the reference as ${adapter}:`);
  const isUnnamed =
    features.length === 0 && text(read, 'tags') === undefined && text(read, 'name') === undefined;
  run(
    [
      ...features,
      ...common,
      ...(isUnnamed ? ['--tags', '@system'] : []),
      ...['--target', 'reference', '--adapter', adapter],
    ],
    folders.reference,
    read,
  );
  return folders;
}

const passedOn = (read: Read, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const value = text(read, name);
    return value === undefined ? [] : [`--${name}`, value];
  });

/** Whatever the run found is a matter of the comparison; only a run that left nothing behind is the end. */
function run(args: readonly string[], output: string, read: Read): void {
  const quiet = read.values['quiet'] === true ? ['--quiet'] : [];
  const bulkhead = join(PACKAGE_ROOT, 'bin', 'bulkhead.cjs');
  rmSync(join(output, 'compliance.json'), { force: true });
  const done = spawnSync(process.execPath, [bulkhead, 'run', ...args, ...quiet, '--output', output], {
    stdio: 'inherit',
  });
  if (done.signal !== null || !existsSync(join(output, 'compliance.json')))
    throw new UsageMistake(`the run in ${output} did not come to its end; there is nothing to compare`);
}
