@system
@isolation
Feature: In whatever order a VF comes, goes, stops and starts, its partition is found again and its neighbours notice nothing

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | VF        |

  @rule:ISO-LAW-12
  @rule:ISO-VF-07
  @rule:ISO-VF-08
  @rule:PATH-FAILOVER-08
  @needs:failover
  Scenario Outline: <first>; <second>; <third>
    Given a stream of 8 numbered frames runs from "db" to "outside"
    And a stream of 8 numbered frames runs from "outside" to "legacy"
    When <first>
    Then the stream arrives complete, once and in order
    Given a stream of 8 numbered frames runs from "legacy" to "db"
    And a stream of 8 numbered frames runs from "payroll" to "outside"
    When <second>
    Then the stream arrives complete, once and in order
    Given a stream of 8 numbered frames runs from "db" to "legacy"
    And a stream of 8 numbered frames runs from "outside" to "payroll"
    When <third>
    Then the stream arrives complete, once and in order
    And "web" uses the VF path
    And "web" and "db" exchange frames
    And "web" and "outside" exchange frames
    And "db" and "legacy" exchange frames as before
    And "payroll" and "outside" exchange frames as before

    Examples: the stack takes and gives
      | first                                        | second                                                  | third                                                   |
      | the VF of "web" is removed by surprise       | a VF is attached to "web"                               | the VF driver of "web" resets itself                    |
      | the VF driver of "web" halts                 | the VF of "web" is detached                             | a VF is attached to "web"                               |
      | the VF driver of "web" halts                 | the VF of "web" is removed by surprise                  | a VF is attached to "web"                               |
      | the VF of "web" is removed by surprise       | the SR-IOV weight of "web" is set to 0                  | the SR-IOV weight of "web" is set to 100                |
      | the network adapter of "web" is disconnected | the network adapter of "web" is connected to "External" | the VF driver of "web" resets itself                    |
      | the VF driver of "web" halts                 | the network adapter of "web" is disconnected            | the network adapter of "web" is connected to "External" |

    @igb-short
    Examples: gracefully, and the driver restarts
      | first                       | second                    | third                                |
      | the VF of "web" is detached | a VF is attached to "web" | the VF driver of "web" resets itself |

  @rule:ISO-LAW-02
  @rule:ISO-LAW-01
  @rule:ISO-VF-01
  @rule:ISO-VF-05
  @rule:PCIE-FLR-14
  @needs:vf-reset
  Scenario Outline: With a reset: <first>; <second>; <third>
    Given a stream of 8 numbered frames runs from "db" to "outside"
    And a stream of 8 numbered frames runs from "outside" to "legacy"
    When <first>
    Then the stream arrives complete, once and in order
    Given a stream of 8 numbered frames runs from "legacy" to "db"
    And a stream of 8 numbered frames runs from "payroll" to "outside"
    When <second>
    Then the stream arrives complete, once and in order
    Given a stream of 8 numbered frames runs from "db" to "legacy"
    And a stream of 8 numbered frames runs from "outside" to "payroll"
    When <third>
    Then the stream arrives complete, once and in order
    And "web" uses the VF path
    And "web" and "db" exchange frames
    And "web" and "outside" exchange frames
    And "db" and "legacy" exchange frames as before
    And "payroll" and "outside" exchange frames as before

    Examples: by the PF
      | first                        | second                                 | third                                 |
      | the VF of "web" is reset     | the VF of "web" is detached            | a VF is attached to "web"             |
      | the VF of "web" is reset     | the VF of "web" is removed by surprise | a VF is attached to "web"             |
      | the VF driver of "web" halts | the VF of "web" is reset               | the VF driver of "web" is initialized |
      | the VF of "web" is reset     | the VF of "web" is reset               | the VF driver of "web" resets itself  |

    Examples: by the guest
      | first                                                        | second                                                       | third                                 |
      | the guest of "web" requests a function level reset of its VF | the VF of "web" is detached                                  | a VF is attached to "web"             |
      | the VF driver of "web" halts                                 | the guest of "web" requests a function level reset of its VF | the VF driver of "web" is initialized |
      | the guest of "web" requests a function level reset of its VF | the VF of "web" is reset                                     | the VF driver of "web" resets itself  |

  @rule:ISO-VF-07
  @rule:ISO-VF-08
  @rule:ISO-LAW-04
  Scenario Outline: A partition stopped after <before> comes back whole, and its neighbours lose no frame
    Given <deed>
    And a stream of 8 numbered frames runs from "db" to "outside"
    And a stream of 8 numbered frames runs from "outside" to "legacy"
    When the partition "web" is stopped
    Then the stream arrives complete, once and in order
    Given a stream of 8 numbered frames runs from "legacy" to "db"
    And a stream of 8 numbered frames runs from "payroll" to "outside"
    When the partition is started:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    Then the stream arrives complete, once and in order
    And "web" uses the VF path
    And "web" and "db" exchange frames
    And "web" and "legacy" exchange frames
    And "db" and "outside" exchange frames as before

    Examples:
      | before                       | deed                                         |
      | its driver was halted        | the VF driver of "web" halts                 |
      | its VF was taken by surprise | the VF of "web" is removed by surprise       |
      | its VF was reset             | the VF of "web" is reset                     |
      | it was disconnected          | the network adapter of "web" is disconnected |

  @rule:ISO-LAW-04
  @rule:ISO-LAW-11
  @rule:ISO-VF-07
  Scenario Outline: The VF of a partition that is <gone> serves the next one under its own address alone
    When <deed>
    And the partition is started:
      | partition | MAC address       | VLAN | path |
      | guest2    | 00-15-5D-00-00-07 | 20   | VF   |
    Then "guest2" holds VF 1
    When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 20
    Then "guest2" does not receive the frame
    When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 10
    Then "guest2" does not receive the frame
    When "outside" sends a broadcast tagged with VLAN 10
    Then "guest2" does not receive the frame
    And "db" receives the frame
    And "guest2" and "payroll" exchange frames
    And "db" and "legacy" exchange frames as before

    Examples:
      | gone    | deed                           |
      | stopped | the partition "web" is stopped |

    @igb-short
    Examples:
      | gone                | deed                                   |
      | removed by surprise | the VF of "web" is removed by surprise |

  @rule:ISO-LAW-04
  @rule:ISO-LAW-11
  @rule:ISO-LAW-06
  Scenario Outline: The address of a stopped partition is free for <who>
    Given the partition "web" is stopped
    When the partition is started:
      | partition | MAC address       | VLAN | path   |
      | heir      | 00-15-5D-00-00-01 | 10   | <path> |
    And "db" sends a frame to "heir"
    Then "heir" receives the frame
    And nobody else receives it
    And "heir" and "outside" exchange frames
    And "db" and "legacy" exchange frames as before

    Examples:
      | who                      | path      |
      | a partition with a VF    | VF        |
      | a partition without a VF | synthetic |

  @rule:ISO-VF-08
  @rule:ISO-LAW-06
  @rule:ISO-LAW-11
  Scenario: Two partitions whose VFs were exchanged get each its own frames
    Given the VF of "web" is detached
    And the VF of "db" is detached
    When a VF is attached to "db"
    And a VF is attached to "web"
    Then "db" holds VF 1
    And "web" holds VF 2
    When "outside" sends a frame to "web"
    Then "web" receives the frame
    And nobody else receives it
    When "outside" sends a frame to "db"
    Then "db" receives the frame
    And nobody else receives it
    When "legacy" sends a frame to "web"
    Then "web" receives the frame
    And nobody else receives it
    And "web" and "db" exchange frames
    And "payroll" and "outside" exchange frames as before

  @rule:ISO-VF-07
  @rule:ISO-VF-08
  @rule:PATH-FAILOVER-08
  @needs:failover
  Scenario: All VFs taken and given back in another order, everyone is found
    Given the VF of "payroll" is detached
    And the VF of "web" is removed by surprise
    And the VF of "db" is detached
    And "web" and "db" exchange frames
    And "payroll" and "outside" exchange frames
    When a VF is attached to "web"
    And a VF is attached to "payroll"
    And a VF is attached to "db"
    Then exactly 3 partitions hold a VF
    And "web" and "db" exchange frames as before
    And "db" and "legacy" exchange frames
    And "payroll" and "outside" exchange frames as before
    When "web" sends a frame to "payroll"
    Then "payroll" does not receive the frame

  @rule:ISO-LAW-16
  @rule:ISO-LAW-10
  Scenario Outline: What cannot be done twice is refused the second time: <operation>
    Given <before>
    And a stream of 8 numbered frames runs from "db" to "outside"
    When <operation>
    Then it is refused
    And the stream arrives complete, once and in order
    When <operation>
    Then it is refused
    And nothing has changed
    And "db" and "legacy" exchange frames as before

    Examples:
      | before                         | operation                   |
      | "web" and "db" exchange frames | a VF is attached to "web"   |
      | the VF of "web" is detached    | the VF of "web" is detached |
      | the partition "web" is stopped | a VF is attached to "web"   |

  @rule:ISO-VF-05
  @rule:ISO-LAW-02
  @rule:VF-RESET-12
  @needs:vf-reset
  Scenario Outline: <reset> leaves its neighbour's group, address and VLAN with it
    Given the VF driver of "db" joins the group 01-00-5E-00-00-05
    When <operation>
    Then no function but the VF of "web" was affected
    When "outside" sends a frame to the address 01-00-5E-00-00-05 tagged with VLAN 10
    Then "db" receives the frame
    When "outside" sends a broadcast tagged with VLAN 10
    Then "db" receives the frame
    And "payroll" does not receive the frame
    And "db" and "legacy" exchange frames
    And "payroll" and "outside" exchange frames
    And "web" holds VF 1
    When the VF driver of "web" resets itself
    Then no function but the VF of "web" was affected
    And "web" and "db" exchange frames

    Examples:
      | reset                | operation                                                    |
      | A reset by the guest | the guest of "web" requests a function level reset of its VF |

    @igb-short
    Examples:
      | reset             | operation                |
      | A reset of the VF | the VF of "web" is reset |

  @rule:ISO-VF-07
  @rule:ISO-VF-08
  @rule:PATH-FAILOVER-08
  @needs:link-control
  Scenario Outline: With the link down, <first>; when it is up again, <second>; and everyone is found
    Given the link goes down
    When <first>
    And the link goes up
    And <second>
    Then "web" and "outside" exchange frames
    And "db" and "outside" exchange frames
    And "legacy" and "outside" exchange frames
    And "payroll" and "outside" exchange frames
    And "web" and "db" exchange frames
    And "db" and "legacy" exchange frames

    Examples:
      | first                        | second                                |
      | the VF of "web" is detached  | a VF is attached to "web"             |
      | the VF of "web" is reset     | the VF driver of "web" resets itself  |
      | the VF driver of "web" halts | the VF driver of "web" is initialized |
