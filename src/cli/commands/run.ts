import type { Command } from '../command';
import { readArguments, text, wholeNumber } from '../arguments';
import { checkFeatures } from '../check/check-features';
import { checkLines } from '../check/check-lines';
import { counted, told } from '../check/mistake';
import { featuresAt, suiteFolder, type NamedFeatures } from '../feature-files';
import { knownFor } from '../known-file';
import { knownOf } from '../known-options';
import { projectOf, type Project } from '../project';
import { loadKitSupport } from '../vocabulary/load-sentences';
import { sentencesOf } from '../vocabulary/sentence';
import { emptyOutput, usableFolder } from '../run/output-folder';
import type { RunPlan } from '../run/run-plan';
import { takeFolder } from '../run/folder-lock';
import { checkSelection } from '../run/selection';
import { runSuite } from '../run/run-suite';
import { checkTagExpression } from '../run/tag-expression';
import { hostOf } from '../targets/host-options';
import { adapterOf } from '../targets/reference-options';
import { refuseIdleOptions } from '../targets/options-of-one';
import { closeTargets } from '../targets/open-targets';
import { prepareTarget } from '../targets/prepare-target';
import { workersFor } from '../targets/workers';
import { isTarget, noSuchTarget, type TargetName } from '../targets/target-names';
import { MUTANTS } from '../../mutants/mutants';
import { nearest } from '../../terms/nearest';
import { UsageMistake } from '../usage-mistake';

const OPTIONS = {
  tags: { type: 'string' },
  name: { type: 'string' },
  suite: { type: 'string' },
  target: { type: 'string' },
  pf: { type: 'string' },
  outside: { type: 'string' },
  ssh: { type: 'string' },
  'ssh-config': { type: 'string' },
  yes: { type: 'boolean' },
  boot: { type: 'boolean' },
  adapter: { type: 'string' },
  fault: { type: 'string' },
  parallel: { type: 'string' },
  shard: { type: 'string' },
  seed: { type: 'string' },
  output: { type: 'string' },
  config: { type: 'string' },
  known: { type: 'string' },
  'write-known': { type: 'string' },
  captures: { type: 'boolean' },
  times: { type: 'boolean' },
  quiet: { type: 'boolean' },
} as const;

const SAYS = `bulkhead run [features…]   run features on a target and write the reports

  features        files, folders, or file:line; none: those of bulkhead.yaml, else the conformance suite
  --suite NAME    a shipped suite: conformance
  --tags EXPR     for example "@isolation and not @slow", "@rule:VF-FREE-06"
  --name TEXT     scenarios whose name contains the text (a regular expression)
  --target NAME   reference; igb: QEMU's emulated adapter under Linux, set up by itself; linux: an adapter of a real host
  --pf NETDEV     linux: network device of the PF; nothing is touched before it was shown and agreed to
  --outside NETDEV  linux: network device of the same host at the other end of the PF's cable
  --ssh HOST      linux: the host, where it is not this machine (a login without a question, as root or with sudo)
  --ssh-config F  linux: configuration for ssh -F
  --yes           linux: no question
  --boot          igb: each machine boots, which takes some 6 s more; else it goes on from a boot that was kept
  --adapter ID    reference: an adapter of the list in place of the reference profile, for example intel-82599es
  --fault ID      plant a fault into the reference adapter, for example M29, to see what a finding looks like
  --parallel N    worker processes; pays above some thousand scenarios. igb: emulated machines, 4 for the whole suite
  --shard i/n     the i-th of n parts; build one report of all parts with bulkhead report
  --seed N        seed of everything that is chosen by chance (default 1)
  --output DIR    folder for the reports (default reports)
  --known FILE    findings of the subject that are known: only new and disappeared ones fail the run (igb has its own file)
  --write-known FILE  write what was found as known, to be completed
  --captures      keep the frames of every scenario, not only of failed ones, as pcapng
  --times         put clock values into the reports
  --config FILE   configuration of the repository (bulkhead.yaml)
  --quiet         no progress line

On igb and linux, @system scenarios run where neither features nor tags are named. What such a target lacks makes a scenario
not applicable; a machine that breaks makes it compromised. Neither ever counts as passed or failed: not applicable ones
leave the verdict alone, compromised ones leave the run without one.

Exit codes: 0 all held, 1 a finding, 2 the run itself is broken or incomplete, compromised scenarios among it.`;

type Read = ReturnType<typeof readArguments>;

function named(read: Read, project: Project): NamedFeatures {
  const suite = text(read, 'suite');
  if (suite !== undefined && read.positionals.length > 0)
    throw new UsageMistake('name features or a suite, not both');
  if (suite !== undefined) return featuresAt([suiteFolder(suite)]);
  return featuresAt(read.positionals.length > 0 ? read.positionals : project.features);
}

function shardOf(read: Read): string | undefined {
  const shard = text(read, 'shard');
  if (shard === undefined) return undefined;
  const [index, total] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).slice(1).map(Number);
  if (index !== undefined && total !== undefined && index >= 1 && index <= total) return shard;
  throw new UsageMistake(`--shard ${shard}: expected i/n with i from 1 to n, for example 1/4`);
}

/** @throws UsageMistake for what is no regular expression. */
function namesOf(read: Read): readonly string[] {
  const name = text(read, 'name');
  if (name === undefined) return [];
  try {
    new RegExp(name);
  } catch (error) {
    throw new UsageMistake(`--name "${name}": ${(error as Error).message}`);
  }
  return [name];
}

/** A planted fault is asked for by its identifier; an unknown one is answered with those that there are. */
function faultOf(read: Read): { readonly fault?: string } {
  const fault = text(read, 'fault');
  if (fault === undefined) return {};
  const ids = MUTANTS.map((each) => each.id);
  if (ids.includes(fault)) return { fault };
  throw new UsageMistake(
    `--fault ${fault}: there is no planted fault of that name${nearest(fault, ids)}; known are ${ids.join(', ')}`,
  );
}

function targetOf(read: Read, project: Project): TargetName {
  const name = text(read, 'target') ?? project.target;
  if (isTarget(name)) return name;
  throw new UsageMistake(`--target ${name}: ${noSuchTarget(name)}`);
}

/** Without a word about what to run, a real target gets what was written for whole systems. */
function tagsOf(read: Read, target: TargetName): Pick<RunPlan, 'tags' | 'tagsByDefault'> {
  const named =
    text(read, 'tags') !== undefined || text(read, 'name') !== undefined || read.positionals.length > 0;
  return target === 'reference' || named
    ? { tags: checkTagExpression(text(read, 'tags') ?? ''), tagsByDefault: false }
    : { tags: '@system', tagsByDefault: true };
}

function planOf(read: Read, project: Project, features: NamedFeatures): RunPlan {
  const shard = shardOf(read);
  const target = targetOf(read, project);
  refuseIdleOptions(read, target);
  const adapter = adapterOf(read, target, project.adapter);
  const host = hostOf(read, target);
  const tags = tagsOf(read, target);
  return {
    named: text(read, 'suite') === undefined ? read.positionals.join(' ') : `--suite ${text(read, 'suite')}`,
    features,
    steps: project.steps,
    ...tags,
    names: namesOf(read),
    target,
    yes: read.values['yes'] === true,
    boot: read.values['boot'] === true,
    parallel: wholeNumber(read, 'parallel', 0, 64) ?? workersFor(target, tags.tagsByDefault),
    seed: wholeNumber(read, 'seed', 0, 0xffffffff) ?? 1,
    output: text(read, 'output') ?? project.output,
    captures: read.values['captures'] === true,
    times: read.values['times'] === true,
    quiet: read.values['quiet'] === true,
    ...knownOf(read),
    ...(shard === undefined ? {} : { shard }),
    ...(adapter === undefined ? {} : { adapter }),
    ...(host === undefined ? {} : { host }),
    ...faultOf(read),
  };
}

export const runCommand: Command = {
  says: SAYS,
  async run(args) {
    const read = readArguments('run', args, OPTIONS);
    const project = projectOf(text(read, 'config'));
    const plan = planOf(read, project, named(read, project));
    const support = await loadKitSupport(plan.steps);
    const { files, lines } = plan.features;
    const mistakes = [...checkLines(lines), ...checkFeatures(files, sentencesOf(support)).mistakes];
    if (mistakes.length > 0) {
      for (const mistake of mistakes) console.error(told(mistake));
      console.error(`\n${counted(mistakes.length, 'mistake')} in the features; nothing was run`);
      return 2;
    }
    knownFor(plan.target, plan.known);
    await checkSelection(plan);
    usableFolder(plan.output);
    const release = takeFolder(plan.output);
    try {
      await prepareTarget(plan);
      emptyOutput(plan.output);
      return await runSuite(plan, support);
    } finally {
      await closeTargets();
      release();
    }
  },
};
