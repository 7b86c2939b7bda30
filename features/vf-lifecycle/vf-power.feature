@driver
@needs:oid-boundary
@needs:vf-power
Feature: The power state of a VF is set by the PF driver, for the named VF, to a state that exists

  Rule: What a request does

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
      And "web" and "db" exchange frames

    @rule:VF-POWER-01
    @rule:VF-POWER-07
    @rule:ISO-VF-06
    @isolation
    Scenario Outline: A VF goes to <state> and no further than itself
      When OID_SRIOV_SET_VF_POWER_STATE reaches the PF miniport directly with:
        | member     | value           |
        | VFId       | the VF of "web" |
        | PowerState | <named>         |
      Then the request succeeds
      And the VF of "web" is in power state <state>
      And the VF of "db" is in power state D0
      And no function but the VF of "web" was affected
      When "db" sends a frame to "web"
      Then "web" does not receive the frame
      And the frame is dropped because of "not powered"
      When the virtualization stack requests OID_SRIOV_SET_VF_POWER_STATE with:
        | member     | value             |
        | VFId       | the VF of "web"   |
        | PowerState | NdisDeviceStateD0 |
      Then the VF of "web" is in power state D0
      And "web" and "db" exchange frames

      Examples:
        | state | named             |
        | D1    | NdisDeviceStateD1 |
        | D2    | NdisDeviceStateD2 |
        | D3    | NdisDeviceStateD3 |

    @rule:FSM-POWER-01
    Scenario Outline: From <from> a VF goes to any state, <from> itself included
      Given the VF of "web" is put into power state <from>
      When the VF of "web" is put into power state <to>
      Then the VF of "web" is in power state <to>
      And the VF of "db" is in power state D0
      When the VF of "web" is put into power state D0
      Then "web" and "db" exchange frames

      Examples:
        | from | to |
        | D0   | D0 |
        | D0   | D1 |
        | D0   | D2 |
        | D0   | D3 |
        | D1   | D0 |
        | D1   | D1 |
        | D1   | D2 |
        | D1   | D3 |
        | D2   | D0 |
        | D2   | D1 |
        | D2   | D2 |
        | D2   | D3 |
        | D3   | D0 |
        | D3   | D1 |
        | D3   | D2 |
        | D3   | D3 |

    @rule:FSM-POWER-01
    @rule:ISO-LAW-08
    @needs:dma-observation
    @isolation
    Scenario Outline: In <state> a VF fetches nothing to send and stores nothing that it received
      Given the VF of "web" is put into power state <state>
      When "web" sends a frame to "db"
      Then "db" does not receive the frame
      And the frame is dropped because of "not powered"
      When "db" sends a frame to "web"
      Then "web" does not receive the frame
      And no byte of the memory of "web" has changed
      When the VF of "web" is put into power state D0
      Then "web" and "db" exchange frames

      Examples:
        | state |
        | D1    |
        | D2    |
        | D3    |

    @rule:FSM-POWER-01
    @rule:PCIE-VFCFG-13
    @needs:dma-observation
    @needs:hostile-guest
    @isolation
    Scenario Outline: What a VF in <state> had asked of memory before is forgotten, and its answer changes nothing
      Given memory does not answer the reads of the VF of "web"
      And the guest of "web" points its transmit ring at the memory of "db"
      And "Transactions Pending" of the VF of "web" reads 0x1
      When the VF of "web" is put into power state <state>
      Then "Transactions Pending" of the VF of "web" reads 0x0
      When memory answers the reads of the VF of "web" again
      Then no function was affected
      And the IOMMU recorded a fault of the VF of "web"
      When the VF of "web" is put into power state D0
      And "db" sends a frame to "web"
      Then "web" receives the frame

      Examples:
        | state |
        | D1    |
        | D2    |
        | D3    |

    @rule:FSM-POWER-01
    @rule:PCIE-VFCFG-13
    @needs:dma-observation
    @needs:hostile-guest
    @isolation
    Scenario: An answer that comes when the VF is in D0 again is to a question that it no longer asks
      Given memory does not answer the reads of the VF of "web"
      And the guest of "web" points its transmit ring at the memory of "db"
      And the VF of "web" is put into power state D3
      When the VF of "web" is put into power state D0
      Then "Transactions Pending" of the VF of "web" reads 0x0
      When memory answers the reads of the VF of "web" again
      Then no function was affected
      And the IOMMU recorded a fault of the VF of "web"
      When "db" sends a frame to "web"
      Then "web" receives the frame

    @rule:VF-POWER-05
    @rule:VF-POWER-04
    Scenario: WakeEnable arms the VF for wake, and the next request without it disarms it
      Given the VF of "web" is put into power state D3
      When the VF of "web" is put into power state D3 and armed for wake
      Then the VF of "web" was affected
      And the most recent OID_SRIOV_SET_VF_POWER_STATE carried:
        | member     | value             |
        | VFId       | the VF of "web"   |
        | PowerState | NdisDeviceStateD3 |
        | WakeEnable | TRUE              |
      When the VF of "web" is put into power state D3 and armed for wake
      Then nothing has changed
      When the VF of "web" is put into power state D3
      Then the VF of "web" was affected
      When the VF of "web" is put into power state D3
      Then nothing has changed

    @rule:VF-POWER-03
    @rule:ISO-PRIV-01
    @needs:hostile-guest
    @needs:request-log
    @isolation
    Scenario: What the guest does to its power arrives at the PF miniport as one request for its own VF
      When the guest of "db" requests power state D3 for its VF
      Then these events happened in this order:
        | event                        | where | detail                          |
        | power-request                | db    |                                 |
        | OID_SRIOV_SET_VF_POWER_STATE | NIC1  | "issuer":"virtualization stack" |
      And the PF miniport was asked 1 time
      And the most recent OID_SRIOV_SET_VF_POWER_STATE carried:
        | member     | value             |
        | VFId       | the VF of "db"    |
        | PowerState | NdisDeviceStateD3 |
      And the VF of "db" is in power state D3
      And no function but the VF of "db" was affected

    @rule:VF-POWER-11
    @rule:VF-POWER-04
    @needs:save-restore
    @needs:request-log
    Scenario: The stack powers the VF of a partition that it suspends and resumes
      When the partition "web" is suspended
      Then the most recent OID_SRIOV_SET_VF_POWER_STATE carried:
        | member     | value             |
        | VFId       | the VF of "web"   |
        | PowerState | NdisDeviceStateD3 |
        | WakeEnable | FALSE             |
      And the VF of "web" is in power state D3
      And the VF of "db" is in power state D0
      When the partition "web" is resumed
      Then the most recent OID_SRIOV_SET_VF_POWER_STATE carried:
        | member     | value             |
        | VFId       | the VF of "web"   |
        | PowerState | NdisDeviceStateD0 |
      And the VF of "web" is in power state D0
      And "web" and "db" exchange frames

  Rule: What a request is refused for

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack allocates 2 VFs

    @rule:VF-POWER-08
    @rule:ISO-LAW-16
    @needs:miniport-boundary
    Scenario Outline: The PF driver refuses <what>
      When OID_SRIOV_SET_VF_POWER_STATE reaches the PF miniport directly with:
        | member     | value   |
        | VFId       | <vf>    |
        | PowerState | <state> |
        | WakeEnable | <wake>  |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VF 1 is in power state D0

      @rule:VF-POWER-02
      @rule:FSM-VF-28
      @rule:ISO-LAW-10
      Examples:
        | what                                | vf     | state             | wake  |
        | to power a VF that nobody allocated | VF 3   | NdisDeviceStateD3 | FALSE |
        | to power a VF that does not exist   | 4      | NdisDeviceStateD3 | FALSE |
        | to power down the PF                | 0xFFFF | NdisDeviceStateD3 | FALSE |

      @rule:VF-POWER-06
      Examples:
        | what          | vf   | state             | wake |
        | to wake in D0 | VF 1 | NdisDeviceStateD0 | TRUE |

      @rule:VF-POWER-07
      Examples:
        | what                           | vf   | state                      | wake  |
        | no power management at all     | VF 1 | NdisDeviceStateUnspecified | FALSE |
        | the end of the list as a state | VF 1 | NdisDeviceStateMaximum     | FALSE |
        | a state beyond the list        | VF 1 | 6                          | FALSE |
        | a state that nobody knows      | VF 1 | NdisDeviceStateD4          | FALSE |

    @rule:VF-POWER-02
    Scenario: A VF that was freed keeps its power state for good
      Given the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      When the virtualization stack requests OID_SRIOV_SET_VF_POWER_STATE with:
        | member     | value             |
        | VFId       | VF 1              |
        | PowerState | NdisDeviceStateD3 |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VF 1 is in power state D0

    @rule:VF-POWER-09
    @needs:miniport-boundary
    Scenario: A buffer that is too short is refused by the PF miniport with the size that is needed
      When OID_SRIOV_SET_VF_POWER_STATE reaches the PF miniport directly with a buffer 1 byte too short:
        | member     | value             |
        | VFId       | VF 1              |
        | PowerState | NdisDeviceStateD3 |
      Then the PF driver refuses with NDIS_STATUS_INVALID_LENGTH
      And nothing has changed
      And the bytes needed are the size that succeeds

    @rule:VF-POWER-01
    @needs:miniport-boundary
    Scenario Outline: It is a set request, and as a <method> request <where> it does not exist
      When <issued>
        | member     | value             |
        | VFId       | VF 1              |
        | PowerState | NdisDeviceStateD3 |
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed

      Examples:
        | method | where           | issued                                                                                   |
        | method | through NDIS    | the virtualization stack requests OID_SRIOV_SET_VF_POWER_STATE as a method request with: |
        | query  | at the miniport | OID_SRIOV_SET_VF_POWER_STATE reaches the PF miniport directly as a query request with:   |

  Rule: Without SR-IOV there is nothing to power

    @rule:VF-POWER-10
    @rule:FSM-VF-28
    @needs:miniport-boundary
    Scenario Outline: With *SRIOV 0 the request is not supported, <where>
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting | value |
        | *SRIOV  | 0     |
      When <issued>
        | member     | value             |
        | VFId       | 0                 |
        | PowerState | NdisDeviceStateD3 |
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed

      Examples:
        | where           | issued                                                               |
        | through NDIS    | the virtualization stack requests OID_SRIOV_SET_VF_POWER_STATE with: |
        | at the miniport | OID_SRIOV_SET_VF_POWER_STATE reaches the PF miniport directly with:  |
