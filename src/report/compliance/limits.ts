import type { Cover, LimitsParagraph } from '../compliance';

const figure = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ' ');

/** What a green report may say: printed with every report, so that nobody reads more into it. */
export const limitsOf = ({ watched }: Cover, scenarios: number): readonly LimitsParagraph[] => [
  {
    title: 'What was checked',
    text: `${figure(scenarios)} scenarios with ${figure(watched.actions)} watched actions. Around every action the watch took a snapshot of all that each domain can observe (${figure(watched.snapshots)} snapshots), compared before and after owner by owner against what the action may affect, and compared every delivery of a frame with those that an independent path oracle called due (${figure(watched.deliveries)} deliveries).`,
  },
  ...sampled(watched.sampling),
  {
    title: 'What that means',
    text: 'The verdict is bounded: it holds for the scenarios of this run, relative to the observations that the subject shows and to the declared channels (delivery of a due frame, egress, a backchannel request, a notice to a VF, link state, port totals, refusal for lack of resources, congestion of one’s own ring, uniqueness of an address). Nothing was explored beyond the scenarios, and nothing was exhausted.',
  },
  {
    title: 'What it cannot see',
    text: 'Time, power, and contention for bandwidth; whatever the subject does not show; concurrency inside one action; a fault by which a VF merely reads what is another’s, because comparing before and after does not show it; faults in the policy itself; and collisions of hashes that name builds, rules and features.',
  },
  {
    title: 'On the reference adapter',
    text: 'Where the subject is the reference adapter, the report shows self-conformance: that the model keeps its own rules. It says nothing of an adapter in silicon. On a real subject the watch shows interference where it finds some; that it found none is no proof that there is none.',
  },
  {
    title: 'What a status means',
    text: 'Satisfied: every scenario that is evidence for the rule passed. For an isolation law the watch is evidence too, in each passed scenario with an action that could have broken the law, by what the policy lets such an action handle; the laws of the state (09, 10, 11, 14) also where the watch went through the whole state. Ruling: the same, but what was shown is a decision of this kit where the sources contradict each other or are silent. Partly covered: some of its scenarios passed, others were not applicable or came to no verdict. A standing other than documented says how far the rule goes beyond the text of its source.',
  },
];

const sampled = (sampling: Cover['watched']['sampling']): readonly LimitsParagraph[] =>
  sampling === undefined
    ? []
    : [
        {
          title: 'What was read around an action',
          text: `A sample, for every look at the subject costs a round trip: the PF and its switch, the VFs that the action names or may affect, two bystanders in turn, and a VF that nothing touches (${figure(sampling.withSentinel)} snapshots with such a VF, ${figure(sampling.withoutSentinel)} without, because every VF had been held or named by then). ${figure(sampling.vfsSwept)} VFs were read and ${figure(sampling.vfsCarried)} carried over from the snapshot before. Everything was read in ${figure(sampling.fullSweeps)} snapshots, among them the one at the end of each scenario and after each failure; what those show is held against every action since a VF was read last.`,
        },
      ];
