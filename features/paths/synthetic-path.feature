@system
@needs:synthetic-path
Feature: The synthetic path carries a partition without a VF

  Background:
    Given an SR-IOV adapter "NIC1" with 2 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | other     | 00-15-5D-00-00-04 | 10   | synthetic |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |

  @rule:PATH-SYN-01
  @rule:PATH-SYN-02
  @rule:PATH-SYN-03
  @rule:PATH-SYN-04
  @rule:PATH-VF-07
  Scenario Outline: From <from> to <to>
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And nobody else receives it

    Examples:
      | from    | to      | path                                                                          |
      | legacy  | outside | legacy > External > PF > default VPort > NIC switch > physical port           |
      | outside | legacy  | outside > physical port > NIC switch > default VPort > PF > External > legacy |
      | legacy  | db      | legacy > External > PF > default VPort > NIC switch > VF 1 > db               |
      | db      | legacy  | db > VF 1 > NIC switch > default VPort > PF > External > legacy               |

  @needs:counters
  Scenario: Two partitions of one extensible switch need no adapter
    When "legacy" sends a frame to "other"
    Then the frame takes the path "legacy > External > other"
    And no frame leaves by the physical port
    And the PF counts 0 more frames out
    And "other" receives the frame

  @rule:PATH-SYN-03
  @needs:counters
  Scenario: What the filters of the default VPort select is the PF's to indicate
    When "outside" sends a frame to "legacy"
    Then "legacy" receives the frame
    And the default VPort counts 1 more frame in
    And the PF counts 1 more frame in
    And the VF of "db" counts 0 more frames in

  @rule:PATH-SYN-04
  @needs:counters
  Scenario: What a guest sends enters the NIC switch by the default VPort
    When "legacy" sends a frame to "outside"
    Then "outside" receives the frame
    And the default VPort counts 1 more frame out
    And the PF counts 1 more frame out
    And the physical port counts 1 more frame out

  @rule:PATH-SYN-01
  @needs:vf-path
  @needs:request-log
  Scenario: A partition that is to have a VF starts on the synthetic path
    When the partition is started:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    Then these events happened in this order:
      | event             | where | detail      |
      | partition-started | web   |             |
      | serial-number     | web   |             |
      | data-path         | web   | "path":"VF" |
    And "web" uses the VF path

  @rule:PATH-SYN-01
  Scenario: A partition whose guest has no VF driver stays where it started
    When the partition is started:
      | partition | MAC address       | VLAN | path | guest             |
      | web       | 00-15-5D-00-00-01 | 10   | VF   | without vf driver |
    Then "web" uses the synthetic path
    When "web" sends a frame to "outside"
    Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"

  @rule:PATH-SYN-06
  @needs:failover
  @needs:migration
  Scenario Outline: The synthetic path serves a partition when <why>, to <peer>
    Given an SR-IOV adapter "NIC2" with 1 VF on host "Host 2"
    And the extensible switch "Far" is bound to "NIC2"
    And these partitions are running:
      | partition | MAC address       | VLAN | path | host   |
      | web       | 00-15-5D-00-00-01 | 10   | VF   | Host 1 |
      | far       | 00-15-5D-00-00-05 | 10   | VF   | Host 2 |
    When <action>
    Then "web" uses the synthetic path
    And "web" holds no VF
    When "web" sends a frame to "<peer>"
    Then the frame takes the path "<path>"
    When "<peer>" sends a frame to "web"
    Then "web" receives the frame

    Examples:
      | why                                    | action                                           | peer   | path                                                                                                                              |
      | its VF was detached                    | the VF of "web" is detached                      | legacy | web > External > legacy                                                                                                           |
      | it is to have none any more            | the SR-IOV weight of "web" is set to 0           | db     | web > External > PF > default VPort > NIC switch > VF 1 > db                                                                      |
      | it was migrated to where no VF is free | the partition "web" is migrated to host "Host 2" | far    | web > Far > PF > default VPort > NIC switch > VF 1 > far                                                                          |
      | it was migrated to where no VF is free | the partition "web" is migrated to host "Host 2" | legacy | web > Far > PF > default VPort > NIC switch > physical port > physical port > NIC switch > default VPort > PF > External > legacy |
