import { familyOf } from './rule';

/** Subjects in the order of the report, each with the first words of its families. */
const SUBJECTS: readonly (readonly [subject: string, words: readonly string[]])[] = [
  ['Isolation', ['ISO']],
  ['Architecture', ['ARCH']],
  ['Virtual functions', ['VF', 'FSM', 'ORDER']],
  ['Paths', ['PATH']],
  ['NIC switch', ['SWITCH']],
  ['Virtual ports', ['VPORT']],
  ['Receive filters', ['FILTER', 'VMQ']],
  ['Forwarding', ['FORWARD']],
  ['Backchannel and configuration space', ['BLOCK', 'CFG']],
  ['PCI Express', ['PCIE', 'BAR', 'RID', 'IGB', 'IDENT', 'VIRT', 'PCIV']],
  ['Extensible switch', ['XSW', 'EXT', 'SW']],
  ['PF miniport driver', ['PF', 'OID', 'KW', 'CAP', 'DDI']],
  ['VF miniport driver', ['VFM']],
  ['Host', ['HV']],
];

const OTHER = 'Other';

export const SUBJECT_NAMES: readonly string[] = [...SUBJECTS.map(([subject]) => subject), OTHER];

const BY_WORD = new Map(
  SUBJECTS.flatMap(([subject, words]) => words.map((word) => [word, subject] as const)),
);

/** `VF-FREE-06` → `Virtual functions`. */
export const subjectOf = (id: string): string => BY_WORD.get(familyOf(id).split('-')[0] ?? '') ?? OTHER;
