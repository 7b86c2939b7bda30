import { escaped } from './escape';

const TERMS: readonly (readonly [term: string, meaning: string])[] = [
  [
    'PF, Physical Function',
    'The PCI Express function of the adapter that the management operating system drives and that carries the SR-IOV capability.',
  ],
  [
    'VF, Virtual Function',
    'A lightweight PCI Express function of the same adapter that is given to one partition. Counted from 1 here; its VFId counts from 0.',
  ],
  ['Partition', 'A virtual machine with its guest operating system.'],
  ['NIC switch', 'The bridge in the adapter between the physical port and the VPorts.'],
  [
    'VPort',
    'A port of the NIC switch, attached to the PF or to one VF. The default VPort belongs to the PF.',
  ],
  [
    'Extensible switch',
    'The software switch in the management operating system. It takes no part in the traffic of a VF.',
  ],
  [
    'VF path, synthetic path',
    'The two ways of a partition’s frames: directly through its VF, or over VMBus, the extensible switch and the PF.',
  ],
  ['Receive filter', 'A pair of MAC address and VLAN that selects frames for a VPort.'],
  [
    'Routing ID',
    'Bus, device and function number that a PCI Express function’s requests carry; the IOMMU tells partitions apart by it.',
  ],
  ['FLR, function level reset', 'A reset of one PCI Express function.'],
  [
    'Isolation law',
    'A sentence that the watch decides on every action of every scenario, whatever the scenario itself is about.',
  ],
  [
    'Action, actor, victim',
    'What a scenario does, on whose behalf, and whose state or traffic it must not touch.',
  ],
  [
    'Footprint',
    'The owners and kinds of state that an action may affect, computed from its arguments before it runs.',
  ],
  [
    'Declared channel',
    'A way by which one owner may affect another on purpose, such as the delivery of a frame that is due.',
  ],
  [
    'Finding',
    'An effect outside the footprint, a delivery that was not due or did not come, a broken invariant, or an expectation that was not met.',
  ],
  [
    'Standing',
    'How far a rule is stated in its source: documented, derived, inferred, a gap, or recalled from general knowledge.',
  ],
  ['Ruling', 'A decision of this kit where the sources contradict each other or are silent.'],
  ['Not applicable', 'The subject lacks what the scenario needs. Never counted as passed.'],
  ['Compromised', 'The environment broke during the scenario. Neither passed nor failed.'],
];

export const glossarySection = (): string =>
  `<section id="glossary"><h2>Glossary</h2><dl class="glossary">${TERMS.map(([term, meaning]) => `<div><dt>${escaped(term)}</dt><dd>${escaped(meaning)}</dd></div>`).join('')}</dl></section>`;
