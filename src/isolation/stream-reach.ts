import type { PathConfiguration } from '../path/configuration';
import type { DeliveryDue } from '../path/due';
import { dueDeliveries } from '../path/due-deliveries';
import { BROADCAST, type MacAddress } from '../terms/mac-address';
import { partyName, type Party } from '../terms/party';
import { ETHERTYPE, type Frame } from '../wire/frame';
import type { StreamSpec } from './action';

/** Whether the oracle, in this configuration, knows a way by which the stream's frames must reach their receiver. */
export function isReachable(configuration: PathConfiguration, stream: StreamSpec): boolean {
  return copiesOf(configuration, stream).some((due) => due.must && isTo(due, stream.receiver));
}

/** Who else is due a copy in this configuration, as everybody on the external network is of a frame that crosses it. */
export const alsoReached = (configuration: PathConfiguration, stream: StreamSpec): readonly Party[] =>
  copiesOf(configuration, stream)
    .filter((due) => !isTo(due, stream.receiver))
    .map((due) => due.receiver);

const isTo = ({ receiver }: DeliveryDue, party: Party): boolean => partyName(receiver) === partyName(party);

function copiesOf(
  configuration: PathConfiguration,
  { sender, receiver, broadcast }: StreamSpec,
): readonly DeliveryDue[] {
  const directed = frameBetween(configuration, sender, receiver);
  if (directed === undefined) return [];
  const frame = broadcast === true ? { ...directed, destination: BROADCAST } : directed;
  const dues = dueDeliveries(configuration, { sender, frames: [{ token: 'probe', frame }] });
  return dues.filter((due) => due.kind === 'delivered');
}

function frameBetween(configuration: PathConfiguration, sender: Party, receiver: Party): Frame | undefined {
  const source = macOf(configuration, sender);
  const destination = macOf(configuration, receiver);
  if (source === undefined || destination === undefined) return undefined;
  const vlan = sender.kind === 'outside' ? vlanTowards(configuration, sender, receiver) : 0;
  const bare: Frame = { source, destination, etherType: ETHERTYPE.experimental, payload: new Uint8Array(46) };
  return vlan === 0 ? bare : { ...bare, tag: { vlan, priority: 0 } };
}

function macOf(configuration: PathConfiguration, party: Party): MacAddress | undefined {
  if (party.kind === 'outside')
    return configuration.stations.find((each) => each.station === partyName(party))?.mac;
  const port = portsOf(configuration, party)[0];
  if (party.kind === 'management-os' || party.adapter !== undefined) return port?.currentMac;
  return configuration.partitions.find((each) => each.partition === party.partition)?.mac ?? port?.currentMac;
}

const portsOf = (configuration: PathConfiguration, party: Party) =>
  configuration.switches
    .flatMap((each) => each.ports)
    .filter(({ owner }) =>
      party.kind === 'partition'
        ? owner.kind === 'partition' && owner.partition === party.partition && owner.adapter === party.adapter
        : owner.kind === party.kind,
    );

/** The outside speaks on its station's VLAN, or on the access VLAN of the one it speaks to. */
function vlanTowards(configuration: PathConfiguration, sender: Party, receiver: Party): number {
  const own = configuration.stations.find((each) => each.station === partyName(sender))?.vlan;
  const mode = portsOf(configuration, receiver)[0]?.vlan;
  return own ?? (mode?.kind === 'access' ? mode.vlan : 0);
}
