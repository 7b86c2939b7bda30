@system
@isolation
@needs:counters
Feature: A counter counts its owner's frames, and all of them together are the port's

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:ISO-LAW-15
  Scenario: Frames between two VFs count at these two, and not at the port
    When "web" sends 7 frames to "db"
    Then the VF of "web" counts 7 more frames out
    And the VF of "web" counts 0 more frames in
    And the VF of "db" counts 7 more frames in
    And the VF of "db" counts 0 more frames out
    And the VPort of "web" counts 7 more frames out
    And the VPort of "web" counts 0 more frames in
    And the VPort of "db" counts 7 more frames in
    And the VPort of "db" counts 0 more frames out
    And the physical port counts 0 more frames out
    And the physical port counts 0 more frames in
    And the default VPort counts 0 more frames in

  @rule:ISO-LAW-15
  Scenario Outline: Frames from <from> to <to> count where they pass, and nowhere else
    When "<from>" sends 9 frames to "<to>"
    Then the VF of "web" counts <web out> more frames out
    And the VF of "web" counts <web in> more frames in
    And the VPort of "web" counts <web out> more frames out
    And the VPort of "web" counts <web in> more frames in
    And the default VPort counts <default out> more frames out
    And the default VPort counts <default in> more frames in
    And the physical port counts <port out> more frames out
    And the physical port counts <port in> more frames in
    And nothing of the VF of "db" has changed

    Examples:
      | from    | to      | web out | web in | default out | default in | port out | port in |
      | web     | outside | 9       | 0      | 0           | 0          | 9        | 0       |
      | outside | web     | 0       | 9      | 0           | 0          | 0        | 9       |
      | web     | legacy  | 9       | 0      | 0           | 9          | 0        | 0       |
      | legacy  | web     | 0       | 9      | 9           | 0          | 0        | 0       |
      | legacy  | outside | 0       | 0      | 9           | 0          | 9        | 0       |
      | outside | legacy  | 0       | 0      | 0           | 9          | 0        | 9       |

  @rule:ISO-LAW-15
  @needs:failover
  Scenario: Three streams at once add up
    Given a stream of 20 numbered frames runs from "web" to "outside"
    And a stream of 30 numbered frames runs from "db" to "outside"
    And a stream of 15 numbered frames runs from "outside" to "db"
    When the SR-IOV weight of "legacy" is set to 0
    Then the stream arrives complete, once and in order
    And the VF of "web" counts 20 more frames out
    And the VF of "web" counts 0 more frames in
    And the VF of "db" counts 30 more frames out
    And the VF of "db" counts 15 more frames in
    And the VPort of "web" counts 20 more frames out
    And the VPort of "web" counts 0 more frames in
    And the VPort of "db" counts 30 more frames out
    And the VPort of "db" counts 15 more frames in
    And the physical port counts 50 more frames out
    And the physical port counts 15 more frames in

  @rule:ISO-LAW-15
  @rule:ISO-LAW-07
  Scenario: What is dropped counts at the VF that sent it
    Given "web" and "db" exchange frames
    When "web" sends a frame to "db" in the name of "legacy"
    Then nobody receives the frame
    And the VF of "web" counts 1 more dropped frame
    And the VF of "db" counts 0 more dropped frames
    And the VF of "db" counts 0 more frames in
    And the physical port counts 0 more frames out
    And nothing of the VF of "db" has changed

  @rule:ISO-LAW-15
  @rule:ISO-LAW-04
  Scenario: The next holder begins at nought
    Given "web" sends 6 frames to "outside"
    And the VF of "web" is detached
    And the partition is started:
      | partition | MAC address       | VLAN | path |
      | guest2    | 00-15-5D-00-00-07 | 10   | VF   |
    And "guest2" holds VF 1
    When "guest2" sends 2 frames to "outside"
    Then VF 1 counts 2 more frames out
    And the VPort of VF 1 counts 2 more frames out
    And the VF of "db" counts 0 more frames out

  @rule:ISO-LAW-15
  @needs:vport-counters
  Scenario: What a VPort counted before it was deleted stays in the sum of them all
    Given "web" sends 6 frames to "outside"
    And "outside" sends 4 frames to "web"
    And "web" sends 3 frames to "outside" in the name of "legacy"
    When the VF of "web" is detached
    Then the VPorts, deleted ones included, count 0 more frames out
    And the VPorts, deleted ones included, count 0 more frames in
    And the VPorts, deleted ones included, count 0 more dropped frames
    And the physical port counts 0 more frames out
    When "db" sends 5 frames to "outside"
    Then the VPorts, deleted ones included, count 5 more frames out
    And the VPorts, deleted ones included, count 0 more frames in
    And the physical port counts 5 more frames out
