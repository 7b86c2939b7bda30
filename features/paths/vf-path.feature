@system
@needs:vf-path
Feature: The VF path leads past the management OS

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:PATH-VF-02
  @rule:PATH-VF-05
  @rule:PATH-VF-06
  @isolation
  @needs:counters
  Scenario Outline: From <from> to <to> neither switch nor PF sees the frames
    When "<from>" sends 10 frames to "<to>"
    Then "<to>" receives all the frames in order
    And no frame passes the extensible switch
    And the PF counts 0 more frames in
    And the PF counts 0 more frames out
    And the default VPort counts 0 more frames in
    And the default VPort counts 0 more frames out
    And nobody else receives it

    Examples:
      | from    | to      |
      | web     | db      |
      | web     | outside |
      | outside | web     |

  @rule:PATH-VF-06
  @needs:counters
  Scenario: Between two VFs nothing leaves by the physical port
    When "web" sends a frame to "db"
    Then "db" receives the frame
    And no frame leaves by the physical port
    And the physical port counts 0 more frames out
    And the VF of "web" counts 1 more frame out
    And the VF of "db" counts 1 more frame in

  @rule:PATH-VF-01
  @needs:counters
  Scenario Outline: Once NetVSC is bound the VF counts, and the switch port no more: <direction>
    When "<from>" sends a frame to "<to>"
    Then the VF of "web" counts 1 more <by the VF>
    And the switch port of "web" counts 0 more <by the port>
    And "<to>" receives the frame

    Examples:
      | direction | from    | to      | by the VF | by the port |
      | sending   | web     | outside | frame out | frames out  |
      | receiving | outside | web     | frame in  | frames in   |

  @rule:PATH-VF-01
  @needs:counters
  Scenario Outline: Without the VF the switch port counts, and no VF: <direction>
    Given the VF of "web" is detached
    When "<from>" sends a frame to "<to>"
    Then the switch port of "web" counts 1 more <by the port>
    And VF 1 counts 0 more <by the VF>
    And "<to>" receives the frame

    Examples:
      | direction | from    | to      | by the VF  | by the port |
      | sending   | web     | outside | frames out | frame out   |
      | receiving | outside | web     | frames in  | frame in    |

  @rule:PATH-VF-04
  @needs:failover
  Scenario: The VM adapter and its address stay the same on either path
    Given the port of "web" uses the address 00-15-5D-00-00-01
    And the guest of "web" sees the devices "VM network adapter, VF network adapter"
    When the VF of "web" is detached
    Then the guest of "web" sees the devices "VM network adapter"
    And the port of "web" uses the address 00-15-5D-00-00-01
    And the network adapter of "web" is in state "connected"
    When "web" sends a frame to "legacy"
    Then "legacy" receives the frame
    When a VF is attached to "web"
    Then the guest of "web" sees the devices "VM network adapter, VF network adapter"
    And the port of "web" uses the address 00-15-5D-00-00-01
    When "web" sends a frame to "legacy"
    Then "legacy" receives the frame

  @rule:PATH-VF-07
  Scenario Outline: Between a VF and a partition without one, from <from> to <to>
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And nobody else receives it
    And no frame leaves by the physical port

    Examples:
      | from   | to     | path                                                             |
      | web    | legacy | web > VF 1 > NIC switch > default VPort > PF > External > legacy |
      | legacy | web    | legacy > External > PF > default VPort > NIC switch > VF 1 > web |

  @rule:PATH-VF-08
  @needs:failover
  Scenario Outline: A frame from <from> is delivered where the filter is, before and after it moves
    When "<from>" sends a frame to "web"
    Then the frame takes the path "<by the VF>"
    Given the VF of "web" is detached as far as state PORTED
    And the filter of "web" is on the default VPort
    And VPort 1 has 0 filters
    When "<from>" sends a frame to "web"
    Then the frame takes the path "<by the default VPort>"
    And nobody else receives it

    Examples:
      | from    | by the VF                                         | by the default VPort                                                       |
      | outside | outside > physical port > NIC switch > VF 1 > web | outside > physical port > NIC switch > default VPort > PF > External > web |
      | db      | db > VF 2 > NIC switch > VF 1 > web               | db > VF 2 > NIC switch > default VPort > PF > External > web               |

  @rule:PATH-VF-09
  @needs:counters
  Scenario Outline: A VF without a VPort is on no path: <state>
    Given the VF of "web" is detached
    And a VF is attached to "web" as far as state ALLOCATED
    When "web" sends a frame to "<to>" over the VF path
    Then nobody receives the frame
    And no frame leaves by the physical port
    And the VF of "web" counts 0 more frames out
    When "web" sends a frame to "<to>"
    Then "<to>" receives the frame

    Examples:
      | state                     | to      |
      | towards the wire          | outside |
      | towards another VF        | db      |
      | towards the default VPort | legacy  |
