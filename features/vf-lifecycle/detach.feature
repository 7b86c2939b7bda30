@system
@needs:vf-path
@needs:failover
Feature: A VF is taken back without the partition losing its network

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      | guest          |
      | web       | 00-15-5D-00-00-01 | 10   | VF        | cooperative    |
      | db        | 00-15-5D-00-00-02 | 10   | VF        | cooperative    |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic | cooperative    |
      | stubborn  | 00-15-5D-00-00-04 | 10   | VF        | blocks removal |

  @rule:VF-DETACH-05
  @rule:VF-DETACH-06
  @rule:PATH-FAILOVER-01
  @rule:PATH-FAILOVER-05
  @rule:PATH-FAILOVER-09
  @rule:PATH-SYN-06
  Scenario Outline: After <how> every frame goes by the synthetic path, from <from> to <to>
    When <action>
    Then "web" uses the synthetic path
    And "web" holds no VF
    And NetVSC of "web" is not bound to the VF driver
    And the filter of "web" is on the default VPort
    And the guest of "web" sees the devices "VM network adapter"
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And nobody else receives it

    Examples:
      | how                 | action                                 | from    | to      | path                                                                       |
      | a detachment        | the VF of "web" is detached            | outside | web     | outside > physical port > NIC switch > default VPort > PF > External > web |
      | a detachment        | the VF of "web" is detached            | web     | outside | web > External > PF > default VPort > NIC switch > physical port           |
      | a detachment        | the VF of "web" is detached            | db      | web     | db > VF 2 > NIC switch > default VPort > PF > External > web               |
      | a detachment        | the VF of "web" is detached            | web     | db      | web > External > PF > default VPort > NIC switch > VF 2 > db               |
      | a detachment        | the VF of "web" is detached            | web     | legacy  | web > External > legacy                                                    |
      | a surprise removal  | the VF of "web" is removed by surprise | outside | web     | outside > physical port > NIC switch > default VPort > PF > External > web |
      | a surprise removal  | the VF of "web" is removed by surprise | web     | outside | web > External > PF > default VPort > NIC switch > physical port           |
      | a weight of nothing | the SR-IOV weight of "web" is set to 0 | outside | web     | outside > physical port > NIC switch > default VPort > PF > External > web |

  @rule:VF-DETACH-04
  @rule:VF-DETACH-05
  @needs:request-log
  Scenario: A guest that does not let go loses the device all the same, and keeps its network
    When the VF of "stubborn" is detached
    Then "stubborn" uses the synthetic path
    And the guest of "stubborn" sees the devices "VM network adapter"
    And the When caused the event "pnp-surprise-removal"
    And VF 3 is not allocated
    And "stubborn" and "outside" exchange frames

  @rule:VF-DETACH-03
  @needs:request-log
  Scenario: A cooperative guest sees no surprise
    When the VF of "web" is detached
    Then the When caused the event "pnp-query-remove"
    And the When caused the event "pnp-removal"
    And the When did not cause the event "pnp-surprise-removal"
    And the When did not cause the event "removal-timeout"

  @rule:PATH-FAILOVER-05
  Scenario Outline: With the filters home the synthetic path works both ways, though the VF is still <state>
    Given the VF of "web" is detached as far as state <state>
    When "outside" sends a frame to "web"
    Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > web"
    When "web" sends a frame to "outside"
    Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"
    And "web" holds VF 1
    And the guest of "web" sees the devices "VM network adapter"

    Examples:
      | state     |
      | PORTED    |
      | ALLOCATED |

  @rule:PATH-FAILOVER-07
  @needs:counters
  Scenario: While the filters are still on the VF's VPort and the guest has no VF any more, nothing reaches the PF
    Given the VF of "web" is detached as far as state REMOVED
    And the guest of "web" sees the devices "VM network adapter"
    And the filter of "web" is on VPort 1
    When "outside" sends a frame to "web"
    Then "web" does not receive the frame
    And the PF counts 0 more frames in
    And the frame is dropped because of "declared failover loss"
    When "web" sends a frame to "outside"
    Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"
    When the VF of "web" is detached
    And "outside" sends a frame to "web"
    Then "web" receives the frame

  @rule:PATH-VF-09
  @needs:counters
  Scenario: A VF whose VPort is gone neither receives nor transmits
    Given "web" and "outside" exchange frames
    And the VF of "web" is detached as far as state ALLOCATED
    When "web" sends a frame to "outside" over the VF path
    Then nobody receives the frame
    And no frame leaves by the physical port
    And the VF of "web" counts 0 more frames out
    When "outside" sends a frame to "web"
    Then the VF of "web" counts 0 more frames in
    And "web" receives the frame

  @rule:VF-DETACH-12
  Scenario: The port of a partition has a VF assigned exactly while one is attached
    Given the port of "legacy" has no VF assigned
    And the port of "web" has a VF assigned
    When the VF of "web" is detached
    Then the port of "web" has no VF assigned
    And the port of "db" has a VF assigned
    And the When caused the event "nic-updated"
    When a VF is attached to "web"
    Then the port of "web" has a VF assigned
    And the port of "legacy" has no VF assigned

  @rule:PATH-FAILOVER-08
  Scenario: What was detached can be attached again
    Given the VF of "web" is detached
    When a VF is attached to "web"
    Then "web" uses the VF path
    And "web" holds VF 1
    When "outside" sends a frame to "web"
    Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"
    And "web" and "db" exchange frames
    And "web" and "legacy" exchange frames

  @rule:PATH-FAILOVER-06
  @rule:PATH-FAILOVER-09
  Scenario: A detachment gives everything back that the attachment took, and touches no neighbour
    Given the VF of "web" is detached
    And the free resources are remembered
    And a VF is attached to "web"
    When the VF of "web" is detached
    Then the free resources are as remembered
    And VF 1 is not allocated
    And VF 1 exists
    And nothing of the VF of "db" has changed
    And nothing of the VF of "stubborn" has changed
    And "db" and "stubborn" exchange frames as before

  @rule:PATH-FAILOVER-03
  @rule:PATH-FAILOVER-02
  @rule:PATH-VF-04
  Scenario Outline: A conversation between "<from>" and "<to>" outlives <what>
    Given a stream of 60 numbered frames runs from "<from>" to "<to>"
    And a stream of 60 numbered frames runs from "<to>" to "<from>"
    When <action>
    Then the stream arrives complete, once and in order

    Examples:
      | from    | to       | what                            | action                                 |
      | outside | web      | a detachment                    | the VF of "web" is detached            |
      | db      | web      | a detachment                    | the VF of "web" is detached            |
      | legacy  | web      | a detachment                    | the VF of "web" is detached            |
      | outside | web      | a surprise removal              | the VF of "web" is removed by surprise |
      | outside | stubborn | the removal that a guest blocks | the VF of "stubborn" is detached       |

  Scenario: Without a VF there is nothing to detach
    When the VF of "legacy" is detached
    Then it is refused
    And nothing has changed
