import type { DeclaredChoices } from '../device/adapter-profile';
import { REFERENCE_PROFILE } from '../device/profiles/reference-profile';

type Words = { readonly [K in keyof DeclaredChoices]: (choice: DeclaredChoices[K]) => string };

const WORDS: Words = {
  macOnlyFilter: (choice) =>
    choice === 'match-any-vlan'
      ? 'a MAC filter without VLAN test and without the untagged-or-zero flag matches any VLAN (ruling 6)'
      : 'a MAC filter without VLAN test and without the untagged-or-zero flag is refused (ruling 6)',
  localForwardingWithLinkDown: (goesOn) =>
    `forwarding between VPorts ${goesOn ? 'goes on' : 'stops'} while the link is down (ruling 11)`,
  framesBeforeVfDriver: (choice) =>
    choice === 'queue'
      ? 'frames between the filter move and the start of the VF driver are queued, not lost (ruling 18)'
      : 'frames between the filter move and the start of the VF driver are lost, and counted as declared losses (ruling 18)',
  pfFlrKeepsAri: (keeps) =>
    `a function level reset of the PF ${keeps ? 'keeps' : 'clears'} ARI Capable Hierarchy (ruling 23)`,
  unenforceablePolicy: (choice) =>
    choice === 'not-eligible'
      ? 'a port with a policy that the NIC switch cannot enforce is not eligible for a VF (ruling 27)'
      : 'a policy that the NIC switch cannot enforce rests while a VF is attached (ruling 27)',
};

/** What an adapter chose where the rulings leave it the choice, in words. From its profile, so that they cannot differ. */
export function choicesInWords(choices: DeclaredChoices): readonly string[] {
  const say = <K extends keyof DeclaredChoices>(name: K): string => WORDS[name](choices[name]);
  return (Object.keys(WORDS) as (keyof DeclaredChoices)[]).map(say);
}

export const DECLARED_CHOICES = choicesInWords(REFERENCE_PROFILE.choices);
