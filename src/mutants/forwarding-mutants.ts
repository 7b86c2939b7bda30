import { isGroupAddress } from '../terms/mac-address';
import type { Frame } from '../wire/frame';
import { createReferenceAdapter } from '../device/reference-adapter';
import type { Mutant } from './mutant';
import { atSeam } from './mutant';
import { forwarding } from './replacing';

const tagged = (frame: Frame, vlan: number): Frame => ({ ...frame, tag: { vlan, priority: 0 } });

export const FORWARDING_MUTANTS: readonly Mutant[] = [
  {
    id: 'M25',
    name: 'sw-broadcast-to-sender',
    fault: 'a broadcast returns to the VPort that sent it',
    breaks: 'ISO-LAW-06',
    planted: forwarding((was) => ({
      replicate: (table, sender, frame, gates) => {
        const ports = was.replicate(table, sender, frame, gates);
        return sender === undefined ? ports : [...ports, sender];
      },
    })),
  },
  {
    id: 'M26',
    name: 'sw-vlan-ignored',
    fault: 'a frame is matched by its address alone, whatever its VLAN',
    breaks: 'ISO-LAW-06',
    planted: forwarding((was) => ({
      selectVPort: (table, frame) => {
        for (let vlan = 0; vlan < 64; vlan++) {
          const hit = was.selectVPort(table, tagged(frame, vlan));
          if (hit !== undefined) return hit;
        }
        return was.selectVPort(table, frame);
      },
    })),
  },
  {
    id: 'M28',
    name: 'sw-vlan-spoof-accepted',
    fault: 'a VF sends into a VLAN for which it has no filter',
    breaks: 'ISO-LAW-07',
    planted: forwarding((was) => ({
      tagOnIngress: (sender, frame) => {
        const tagOrDrop = was.tagOnIngress(sender, frame);
        return 'reason' in tagOrDrop ? frame : tagOrDrop;
      },
    })),
  },
  {
    id: 'M29',
    name: 'sw-spoof-accepted',
    fault: 'a VF sends with a source address that is not its own',
    breaks: 'ISO-LAW-07',
    planted: forwarding((was) => ({
      checkSource: (sender, frame) => {
        const drop = was.checkSource(sender, frame);
        return drop?.reason === 'spoofed-source' ? undefined : drop;
      },
    })),
  },
  {
    id: 'M30',
    name: 'sw-pause-passes',
    fault: "a VF's PAUSE frame leaves the port",
    breaks: 'ISO-LAW-07',
    planted: forwarding((was) => ({
      checkSource: (sender, frame) => {
        const drop = was.checkSource(sender, frame);
        return drop?.reason === 'mac-control-from-vf' ? undefined : drop;
      },
    })),
  },
  {
    id: 'M32',
    name: 'sw-unknown-unicast-flood',
    fault: 'a frame for an unknown address is flooded to the VPorts of its VLAN',
    breaks: 'ISO-LAW-06',
    planted: forwarding((was) => ({
      routeUnicast: (table, sender, selected, frame) => {
        const route = was.routeUnicast(table, sender, selected, frame);
        if (selected !== undefined) return route;
        const members = table
          .membersOf(frame.tag?.vlan ?? 0)
          .filter((port) => port !== sender && port.isActive());
        return { ...route, receivers: Array.from(new Set([...route.receivers, ...members])) };
      },
    })),
  },
  {
    id: 'M34',
    name: 'sw-local-also-to-wire',
    fault: 'a frame from VF to VF also leaves by the physical port',
    breaks: 'ISO-LAW-07',
    planted: forwarding((was) => ({
      routeUnicast: (table, sender, selected, frame) => {
        const route = was.routeUnicast(table, sender, selected, frame);
        return sender === undefined ? route : { ...route, toWire: true };
      },
    })),
  },
  {
    id: 'M35',
    name: 'sw-drops-vf-to-vf',
    fault: 'local switching is missing: frames from VF to VF go to the wire',
    breaks: 'ISO-LAW-06',
    planted: forwarding((was) => ({
      routeUnicast: (table, sender, selected, frame) =>
        was.routeUnicast(
          table,
          sender,
          sender !== undefined && !sender.isDefault && selected?.isDefault === false ? undefined : selected,
          frame,
        ),
    })),
  },
  {
    id: 'M37',
    name: 'sw-duplicates',
    fault: 'a unicast frame is delivered twice',
    breaks: 'ISO-LAW-06',
    planted: forwarding((was) => ({
      routeUnicast: (table, sender, selected, frame) => {
        const route = was.routeUnicast(table, sender, selected, frame);
        return { ...route, receivers: [...route.receivers, ...route.receivers] };
      },
    })),
  },
  {
    id: 'M39',
    name: 'sw-multicast-hash-collision',
    fault: 'a VF receives the frames of every group, joined or not',
    breaks: 'ISO-LAW-06',
    planted: forwarding((was) => ({
      replicate: (table, sender, frame, gates) => {
        const ports = was.replicate(table, sender, frame, gates);
        if (!isGroupAddress(frame.destination)) return ports;
        const members = table
          .membersOf(frame.tag?.vlan ?? 0)
          .filter((port) => port !== sender && port.isActive());
        return Array.from(new Set([...ports, ...members]));
      },
    })),
  },
  {
    id: 'M42',
    name: 'sw-tag-left-in-data',
    fault: 'the VLAN tag stays in the packet data',
    breaks: 'FILTER-VLAN-07',
    planted: forwarding((was) => ({
      untagOnEgress: (receiver, frame) => ({ ...was.untagOnEgress(receiver, frame), frame }),
    })),
  },
  {
    id: 'M43',
    name: 'sw-miss-goes-nowhere',
    fault: 'a frame from the wire that no filter selects is dropped in place of going to the default VPort',
    breaks: 'FORWARD-DEFAULT-03',
    planted: forwarding((was) => ({
      routeUnicast: (table, sender, selected, frame) => {
        const route = was.routeUnicast(table, sender, selected, frame);
        return sender === undefined && selected === undefined ? { ...route, receivers: [] } : route;
      },
    })),
  },
  {
    id: 'M45',
    name: 'sw-payload-altered',
    fault: 'a byte of the payload is changed on the way to the wire',
    breaks: 'ISO-LAW-06',
    planted: atSeam((device) => ({
      ...device,
      apply: (state, asked) => {
        const result = device.apply(state, asked);
        return {
          ...result,
          effects: result.effects.map((effect) => {
            if (effect.kind !== 'wire-frame') return effect;
            const payload = effect.frame.payload.slice();
            payload[payload.length - 1] = 0x5a;
            return { ...effect, frame: { ...effect.frame, payload } };
          }),
        };
      },
    })),
  },
  {
    id: 'M97',
    name: 'sw-longest-frame-plus-four',
    fault:
      'frames are taken that are up to four bytes too long, as if the check sequence were counted with them',
    breaks: 'ISO-LAW-06',
    planted: atSeam(({ profile }) => ({
      ...createReferenceAdapter({ ...profile, maxFrameSize: profile.maxFrameSize + 4 }),
      profile,
    })),
  },
];
