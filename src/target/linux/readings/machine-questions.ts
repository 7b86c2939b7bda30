import { DUMP_ENTRIES, DUMP_PORTS, parseBridging, type Bridging } from './bridge-reading';
import { parseConfig } from './config-reading';
import { DUMP_LINKS, GROUPS, parseLinks, type Links } from './link-reading';
import { mayFail, read } from '../machine';
import { ask, askAll, askEach, type Question } from './question';
import { parseSlices } from './slice-reading';
import { deviceFolder, type Subject } from '../subject';
import type { ConfigReading, SliceReading } from './reading';

/** @param namespace absent: of the host. */
export const linksOf = (namespace?: string): Question<Links | undefined> => ({
  steps: ([{ kind: 'network', requests: [DUMP_LINKS] }, read(GROUPS)] as const)
    .map((step) => (namespace === undefined ? step : { ...step, namespace }))
    .map(mayFail),
  answer: ([links, groups]) => (links === undefined ? undefined : parseLinks(links, groups ?? '')),
});

const HOST: Question<Links> = {
  steps: linksOf().steps,
  answer: (answers) => linksOf().answer(answers) ?? parseLinks('', ''),
};

export const BRIDGING: Question<Bridging> = ask(
  { kind: 'network', requests: [DUMP_PORTS, DUMP_ENTRIES] },
  (told = '') => {
    const [ports = '', entries = ''] = told.split('\n');
    return parseBridging(ports, entries);
  },
);

/** Everything that one request reads, still by device and not by owner. */
export interface MachineAnswers {
  readonly host: Links;
  readonly bridging: Bridging;
  readonly pf: FunctionAnswers;
  readonly numVfs: number;
  readonly vfs: readonly (readonly [number, FunctionAnswers])[];
  readonly namespaces: readonly (readonly [number, Links | undefined])[];
}

export interface FunctionAnswers {
  /** PCI address; undefined for the PF, which is known, and for a VF that is not there. */
  readonly address: string | undefined;
  readonly driver: string | undefined;
  readonly config: ConfigReading | undefined;
  readonly slices: readonly SliceReading[];
}

/** @param namespaces by the number of the partition. */
export const machineQuestions = (
  subject: Subject,
  vfs: readonly number[],
  namespaces: readonly (readonly [number, string])[],
): Question<MachineAnswers> =>
  askAll<MachineAnswers>({
    host: HOST,
    bridging: BRIDGING,
    pf: functionQuestions(deviceFolder(subject.pci), []),
    numVfs: ask({ kind: 'read', path: `${deviceFolder(subject.pci)}/sriov_numvfs` }, (text) =>
      Number(text ?? 0),
    ),
    vfs: askEach(vfs.map((vf) => [vf, vfQuestions(`${deviceFolder(subject.pci)}/virtfn${vf}`)] as const)),
    namespaces: askEach(namespaces.map(([number, name]) => [number, linksOf(name)] as const)),
  });

/** Bytes of a configuration space without its extended capabilities. Of a VF's those tell nothing that is compared. */
const PLAIN_SPACE = 256;

const vfQuestions = (folder: string): Question<FunctionAnswers> =>
  functionQuestions(folder, [folder], { length: PLAIN_SPACE });

function functionQuestions(
  folder: string,
  [link]: readonly string[],
  part: { readonly length?: number } = {},
): Question<FunctionAnswers> {
  return askAll<FunctionAnswers>({
    address:
      link === undefined ? NOTHING : ask({ kind: 'link', path: link }, (path) => path?.split('/').at(-1)),
    driver: ask({ kind: 'link', path: `${folder}/driver` }, (path) => path?.split('/').at(-1)),
    config: ask({ kind: 'read', path: `${folder}/config`, binary: true, ...part }, (hex) =>
      parseConfig(hex ?? ''),
    ),
    slices: ask({ kind: 'read', path: `${folder}/resource` }, (text) => parseSlices(text ?? '')),
  });
}

const NOTHING: Question<undefined> = { steps: [], answer: () => undefined };
