@system
@isolation
@needs:failover
Feature: A change of the data path neither loses nor doubles a frame

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"

  @rule:ISO-LAW-12
  @rule:PATH-FAILOVER-02
  @rule:PATH-FAILOVER-03
  @rule:ISO-LAW-11
  Scenario Outline: A stream from <from> to <to> runs through a detachment
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And a stream of 60 numbered frames runs from "<from>" to "<to>"
    When the VF of "web" is detached
    Then the stream arrives once and in order, with at most 5 declared losses
    And "web" uses the synthetic path

    Examples:
      | from    | to      |
      | outside | web     |
      | web     | outside |
      | db      | web     |
      | legacy  | web     |
      | web     | legacy  |

  @rule:ISO-LAW-12
  @rule:PATH-FAILOVER-02
  @rule:PATH-VF-01
  Scenario Outline: A stream from <from> to <to> runs through an attachment
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And a stream of 60 numbered frames runs from "<from>" to "<to>"
    When the SR-IOV weight of "web" is set to 100
    Then the stream arrives once and in order, with at most 5 declared losses
    And "web" uses the VF path

    Examples:
      | from    | to  |
      | outside | web |
      | db      | web |
      | legacy  | web |

  @rule:ISO-LAW-12
  @rule:PATH-FAILOVER-02
  Scenario Outline: What "web" sends to <to> while it gets a VF is not lost at all
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And a stream of 60 numbered frames runs from "web" to "<to>"
    When the SR-IOV weight of "web" is set to 100
    Then the stream arrives complete, once and in order
    And "web" uses the VF path

    Examples:
      | to      |
      | outside |
      | db      |
      | legacy  |

  @rule:ISO-LAW-12
  Scenario: Neighbours lose nothing at all when one partition changes its path
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And a stream of 60 numbered frames runs from "db" to "outside"
    And a stream of 60 numbered frames runs from "outside" to "db"
    And a stream of 60 numbered frames runs from "legacy" to "db"
    When the VF of "web" is detached
    Then the stream arrives complete, once and in order

  @rule:ISO-LAW-12
  @rule:XSW-IOV-40
  Scenario Outline: Each broadcast from <from> reaches a guest once, on the path that is active: <change>
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | web       | 00-15-5D-00-00-01 | 10   | <before>  |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And a stream of 60 numbered broadcasts runs from "<from>" to "web" among others
    When <operation>
    Then the stream arrives complete, once and in order
    And "web" uses the <after> path

    Examples:
      | from    | change        | before    | after     | operation                                |
      | outside | a detachment  | VF        | synthetic | the VF of "web" is detached              |
      | db      | a detachment  | VF        | synthetic | the VF of "web" is detached              |
      | legacy  | a detachment  | VF        | synthetic | the VF of "web" is detached              |
      | outside | an attachment | synthetic | VF        | the SR-IOV weight of "web" is set to 100 |
      | db      | an attachment | synthetic | VF        | the SR-IOV weight of "web" is set to 100 |
      | legacy  | an attachment | synthetic | VF        | the SR-IOV weight of "web" is set to 100 |
