import { sendFromManagement, sendFromPartition, sendFromStation } from '../../host/traffic/send-frame';
import { knownVmAdapter, knownPartition, knownStation, knownSwitch } from './known-names';
import type { Course } from '../../host/testbed-course';
import type { FrameToSend, TrafficAction } from '../../isolation/action';
import { OUTSIDE, type Party } from '../../terms/party';
import { unreachable } from '../../terms/result';
import { DONE, type Performance } from './performed';

type Send = Extract<TrafficAction, { kind: 'send' }>;

/** Frames of one action leave one after the other; each is carried to its ends before the next. */
export function* performTraffic(course: Course, { sender, frames, via }: Send): Performance {
  for (const frame of frames) {
    sendFrame(course, sender, frame, via);
    yield;
  }
  return DONE;
}

export function sendFrame(course: Course, sender: Party, frame: FrameToSend, via?: Send['via']): void {
  switch (sender.kind) {
    case 'partition': {
      const partition = knownPartition(course.testbed, sender.partition);
      const { adapter } = knownVmAdapter(partition, sender.adapter);
      return sendFromPartition(course, { partition: sender.partition, adapter }, frame, via);
    }
    case 'management-os':
      return sendFromManagement(course, knownSwitch(course.testbed, sender.switch), frame);
    case 'outside':
      return sendFromStation(course, knownStation(course.testbed, sender.station ?? OUTSIDE), frame);
    default:
      return unreachable(sender);
  }
}
