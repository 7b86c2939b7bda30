@system
@needs:vf-path
Feature: The NIC switch forwards by destination address and VLAN

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 5    | VF        |
      | db        | 00-15-5D-00-00-02 | 5    | VF        |
      | legacy    | 00-15-5D-00-00-03 | 5    | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 7    | VF        |
      | archive   | 00-15-5D-00-00-05 | 7    | synthetic |
      | plain     | 00-15-5D-00-00-06 |      | VF        |
      | plainer   | 00-15-5D-00-00-07 |      | synthetic |

  Rule: To the VPort that holds the matching filter, wherever the frame comes from

    @rule:FORWARD-LOOKUP-01
    @rule:FORWARD-LOOKUP-02
    Scenario Outline: <from> reaches <to>
      When "<from>" sends a frame to "<to>"
      Then the frame takes the path "<path>"
      And nobody else receives it
      And "<to>" receives the frame untagged

      Examples: From the physical port
        | from    | to      | path                                                                           |
        | outside | web     | outside > physical port > NIC switch > VF 1 > web                              |
        | outside | payroll | outside > physical port > NIC switch > VF 3 > payroll                          |
        | outside | plain   | outside > physical port > NIC switch > VF 4 > plain                            |
        | outside | archive | outside > physical port > NIC switch > default VPort > PF > External > archive |

      @rule:FORWARD-LOOP-01
      Examples: From one VF to another
        | from | to  | path                                |
        | db   | web | db > VF 2 > NIC switch > VF 1 > web |
        | web  | db  | web > VF 1 > NIC switch > VF 2 > db |

      @rule:FORWARD-LOOP-02
      @rule:FORWARD-DEFAULT-01
      Examples: From a VF to a VM without a VF
        | from    | to      | path                                                                  |
        | web     | legacy  | web > VF 1 > NIC switch > default VPort > PF > External > legacy      |
        | payroll | archive | payroll > VF 3 > NIC switch > default VPort > PF > External > archive |
        | plain   | plainer | plain > VF 4 > NIC switch > default VPort > PF > External > plainer   |

      @rule:FORWARD-LOOP-03
      Examples: From the PF's side to a VF
        | from          | to    | path                                                                      |
        | legacy        | web   | legacy > External > PF > default VPort > NIC switch > VF 1 > web          |
        | management OS | plain | management OS > External > PF > default VPort > NIC switch > VF 4 > plain |
        | plainer       | plain | plainer > External > PF > default VPort > NIC switch > VF 4 > plain       |

    @rule:FORWARD-LOOKUP-03
    @rule:FORWARD-LOOP-01
    Scenario Outline: Between <from> and <to> the extensible switch sees nothing
      When "<from>" sends a frame to "<to>"
      Then "<to>" receives the frame
      And no frame passes the extensible switch

      Examples:
        | from    | to      |
        | web     | outside |
        | outside | web     |
        | web     | db      |
        | plain   | outside |

    @rule:FORWARD-LOOP-01
    @rule:FORWARD-LOOP-02
    Scenario Outline: What is matched inside does not leave by the physical port: <to>
      When "web" sends a frame to "<to>"
      Then "<to>" receives the frame
      And no frame leaves by the physical port

      Examples:
        | to     |
        | db     |
        | legacy |

  Rule: A frame on another VLAN is for nobody, though the address matches

    @rule:FORWARD-LOOP-04
    @isolation
    Scenario Outline: <from> of VLAN <its VLAN> does not reach <to> of VLAN <other VLAN>
      Given "<friend>" and "<from>" exchange frames
      And "<to's friend>" and "<to>" exchange frames
      When "<from>" sends a frame to "<to>"
      Then "<to>" does not receive the frame

      Examples:
        | from    | its VLAN | to      | other VLAN | friend  | to's friend |
        | web     | 5        | payroll | 7          | db      | archive     |
        | payroll | 7        | web     | 5          | archive | db          |
        | web     | 5        | plain   | none       | db      | plainer     |
        | plain   | none     | web     | 5          | plainer | db          |
        | legacy  | 5        | payroll | 7          | db      | archive     |
        | plainer | none     | payroll | 7          | plain   | archive     |

    @rule:FILTER-VLAN-11
    @isolation
    Scenario Outline: From the wire, VLAN <vlan> is not for "<to>" and not a byte of it reaches the VM's memory
      Given "outside" and "<to>" exchange frames
      When "outside" sends a frame tagged with VLAN <vlan> to "<to>"
      Then "<to>" does not receive the frame
      And no byte of the memory of "<to>" was written by others

      Examples:
        | to      | vlan |
        | web     | 6    |
        | web     | 7    |
        | payroll | 5    |
        | plain   | 5    |
        | legacy  | 6    |
        | archive | 5    |
        | plainer | 7    |

    @rule:FILTER-VLAN-11
    @isolation
    Scenario Outline: From the wire, an untagged frame is not for "<to>", which has a VLAN
      Given "outside" and "<to>" exchange frames
      When "outside" sends an untagged frame to "<to>"
      Then "<to>" does not receive the frame

      Examples:
        | to     |
        | web    |
        | legacy |

  Rule: A miss from the wire is for the default VPort, and for no other

    @rule:FORWARD-DEFAULT-03
    @rule:FILTER-MATCH-05
    @rule:FORWARD-ISOLATE-01
    @isolation
    Scenario: An unknown address reaches the PF's side alone
      When "outside" sends a frame to the address 00-15-5D-00-0F-FF tagged with VLAN 5
      Then the default VPort counts 1 more frame in
      And nothing of the VF of "web" has changed
      And nothing of the VF of "db" has changed
      And nothing of the VF of "payroll" has changed
      And nothing of the VF of "plain" has changed
      And "outside" and "web" exchange frames

  Rule: One partition's traffic is nobody else's

    @rule:FORWARD-ISOLATE-01
    @isolation
    Scenario Outline: Nobody but <to> sees what <from> sends to <to>
      When "<from>" sends a frame to "<to>"
      Then exactly these receive the frame:
        | receiver | frames |
        | <to>     | 1      |
      And nothing of the VF of "<stranger>" has changed

      Examples:
        | from    | to      | stranger |
        | web     | db      | payroll  |
        | web     | outside | db       |
        | outside | web     | db       |
        | legacy  | web     | db       |
        | web     | legacy  | db       |

    @rule:FORWARD-ISOLATE-06
    Scenario Outline: Frames arrive in the order in which they were sent: <from> to <to>
      When "<from>" sends 40 frames to "<to>"
      Then "<to>" receives all the frames in order
      And "<to>" receives 40 frames

      Examples:
        | from    | to      |
        | outside | web     |
        | web     | db      |
        | web     | legacy  |
        | legacy  | web     |
        | outside | archive |

    @rule:FORWARD-ISOLATE-02
    @isolation
    Scenario Outline: <what> of one VF leaves PF and other VFs as they were
      Given a stream of 30 numbered frames runs from "db" to "outside"
      And a stream of 30 numbered frames runs from "outside" to "legacy"
      When <operation>
      Then the stream arrives complete, once and in order
      And "db" and "legacy" exchange frames
      And "payroll" and "archive" exchange frames

      Examples:
        | what                 | operation                                                    |
        | A reset by its guest | the VF driver of "web" resets itself                         |
        | An FLR               | the guest of "web" requests a function level reset of its VF |
        | A crash of the guest | the guest of "web" crashes                                   |
        | A halt of the driver | the VF driver of "web" halts                                 |
        | A receive mode       | the VF driver of "web" asks for no broadcasts                |
        | A masked vector      | the VF driver of "web" masks interrupt vector 0              |
        | A group              | the VF driver of "web" joins the group 01-00-5E-00-00-05     |

    @rule:FORWARD-ISOLATE-02
    @isolation
    Scenario Outline: <what> of one VF touches no other function
      When <operation>
      Then no function but the VF of "web" was affected
      And "db" and "legacy" exchange frames

      Examples:
        | what                 | operation                                                |
        | A reset by its guest | the VF driver of "web" resets itself                     |
        | A receive mode       | the VF driver of "web" asks for no broadcasts            |
        | A masked vector      | the VF driver of "web" masks interrupt vector 0          |
        | A group              | the VF driver of "web" joins the group 01-00-5E-00-00-05 |

  Rule: A hostile guest harms nobody

    @rule:FORWARD-ISOLATE-03
    @rule:FORWARD-ISOLATE-04
    @isolation
    @needs:hostile-guest
    Scenario Outline: DMA at the memory of <whose> is blocked, by the Requester ID of the VF that tried it
      Given "outside" and "web" exchange frames
      When the guest of "web" points its <ring> ring at the memory of <whose>
      Then the IOMMU recorded a fault of the VF of "web"
      And no byte of the memory of "db" was written by others
      And nothing of the VF of "db" has changed
      And "db" and "legacy" exchange frames

      Examples:
        | ring     | whose |
        | transmit | "db"  |

    @rule:FORWARD-ISOLATE-03
    @isolation
    @needs:hostile-guest
    Scenario Outline: Forged frames reach nobody: <what>
      Given "web" and "db" exchange frames
      When "web" sends a frame <how>
      Then nobody receives the frame
      And "db" and "legacy" exchange frames

      Examples:
        | what                | how                                               |
        | a foreign source    | to "db" in the name of "legacy"                   |
        | an unknown source   | to "db" with the source address 00-15-5D-00-00-99 |
        | a foreign VLAN      | tagged with VLAN 7 to "payroll"                   |
        | a MAC control frame | of EtherType 0x8808 to "db"                       |
