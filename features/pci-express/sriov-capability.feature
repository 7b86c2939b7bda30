@driver
@needs:config-space
Feature: The SR-IOV capability of the PF rules all VFs

  Background:
    Given an SR-IOV adapter "NIC1" whose PF driver is not loaded

  Rule: The capability lies in the PF alone

    @rule:PCIE-CAP-01
    Scenario: The PF links the SR-IOV capability into its extended list, in version 1 and with its last register at 3Ch
      When virtualization is enabled with 1 VF
      Then the PF has the extended capability 0x10
      And these fields of the PF read:
        | field                           | value |
        | SR-IOV Capability Version       | 1     |
        | TotalVFs                        | 64    |
        | VF Migration State Array Offset | 0     |

    @rule:PCIE-CAP-02
    Scenario: No VF has an SR-IOV capability of its own
      When virtualization is enabled with 8 VFs
      Then VF 1 has the extended capability 0x1
      And VF 1 does not have the extended capability 0x10
      And VF 8 has the extended capability 0x1
      And VF 8 does not have the extended capability 0x10

    @rule:PCIE-CAP-03
    @needs:registers
    Scenario: With VF Enable clear the PF is an ordinary function and nobody answers for a VF
      Given virtualization is enabled with 64 VFs
      And 0x1 is written to "VF MSE" of the PF
      And slice 64 of VF BAR 0 is claimed
      When virtualization is disabled
      Then VF 1 does not answer configuration requests
      And VF 64 does not answer configuration requests
      And the address 0x4000024000 is not claimed
      And the PF answers configuration requests
      And register 0x4 of BAR 0 of the PF reads 0x1

  Rule: TotalVFs and InitialVFs are fixed, NumVFs is software's until VF Enable is set

    @rule:PCIE-NUMVFS-01
    @rule:PCIE-NUMVFS-07
    @rule:PCIE-RID-10
    @rule:PCIE-NUMVFS-05
    Scenario: What describes the adapter cannot be written, and NumVFs comes up as zero
      When the adapter gets a conventional reset
      Then these fields of the PF read:
        | field  | value |
        | NumVFs | 0     |
      And these writes to the PF read back:
        | field                    | written    | reads back |
        | InitialVFs               | 0xFFFF     | 64         |
        | InitialVFs               | 0          | 64         |
        | TotalVFs                 | 0xFFFF     | 64         |
        | TotalVFs                 | 0          | 64         |
        | Function Dependency Link | 0xFF       | 0          |
        | VF Device ID             | 0xFFFF     | 0x2        |
        | Supported Page Sizes     | 0xFFFFFFFF | 0x553      |
        | First VF Offset          | 0x1        | 0x180      |
        | VF Stride                | 0x1        | 0x2        |
        | NumVFs                   | 5          | 5          |

    @rule:PCIE-NUMVFS-06
    Scenario: NumVFs without VF Enable exposes no VF
      When 0x4 is written to "NumVFs" of the PF
      Then VF 1 does not answer configuration requests
      And VF 4 does not answer configuration requests
      When 0x1 is written to "VF Enable" of the PF
      Then VF 4 answers configuration requests

    @rule:PCIE-NUMVFS-03
    @rule:PCIE-VFE-04
    Scenario Outline: NumVFs written as <written> while VF Enable is set changes no VF
      Given virtualization is enabled with 4 VFs
      When <written> is written to "NumVFs" of the PF
      Then nothing has changed
      And "NumVFs" of the PF reads 0x4
      And VF 4 answers configuration requests
      And VF 5 does not answer configuration requests

      Examples:
        | written |
        | 0x2     |
        | 0x0     |
        | 0x8     |
        | 0x40    |

    @rule:PCIE-NUMVFS-04
    Scenario Outline: VF Enable stays clear with NumVFs <count>
      Given <count> is written to "NumVFs" of the PF
      When 0x1 is written to "VF Enable" of the PF
      Then "VF Enable" of the PF reads 0x0
      And VF 1 does not answer configuration requests
      And VF 65 does not answer configuration requests
      When virtualization is enabled with 64 VFs
      Then VF 64 answers configuration requests
      And VF 65 does not answer configuration requests

      Examples:
        | count  |
        | 0x0    |
        | 0x41   |
        | 0xFFFF |

  Rule: VF Enable makes all VFs at once and takes them all away

    @rule:PCIE-VFE-01
    @rule:PCIE-VFE-04
    Scenario Outline: VF Enable with NumVFs <count> makes exactly <count> VFs
      When virtualization is enabled with <count> VFs
      Then VF 1 answers configuration requests
      And VF <count> answers configuration requests
      And VF <next> does not answer configuration requests
      And every Routing ID follows from the capability

      Examples:
        | count | next |
        | 1     | 2    |
        | 4     | 5    |
        | 64    | 65   |

    @rule:PCIE-VFE-02
    Scenario: A VF that existed answers nothing once VF Enable is clear
      Given virtualization is enabled with 4 VFs
      And VF 4 answers configuration requests
      When virtualization is disabled
      Then VF 1 does not answer configuration requests
      And VF 4 does not answer configuration requests
      And "NumVFs" of the PF reads 0x4

    @rule:PCIE-VFE-03
    @needs:registers
    Scenario: VF Enable set again yields VFs that know nothing of those before
      Given virtualization is enabled with 4 VFs
      And 0x1 is written to "VF MSE" of the PF
      And 0x1 is written to "Bus Master Enable" of VF 1
      And 0x1 is written to "MSI-X Enable" of VF 1
      And 0x5DC is written to register 0x8 of BAR 0 of VF 1
      And 0x1000 is written to register 0x800 of BAR 0 of VF 1
      And 0xFEE01000 is written to register 0x0 of BAR 3 of VF 1
      And register 0x800 of BAR 0 of VF 1 reads 0x1000
      And register 0x0 of BAR 3 of VF 1 reads 0xFEE01000
      When virtualization is disabled
      And virtualization is enabled with 4 VFs
      Then these fields of VF 1 read:
        | field             | value |
        | Bus Master Enable | 0     |
        | MSI-X Enable      | 0     |
      And register 0x8 of BAR 0 of VF 1 reads 0x5F2
      And register 0x800 of BAR 0 of VF 1 reads 0x0
      And register 0x0 of BAR 3 of VF 1 reads 0x0

    @rule:PCIE-VFE-07
    Scenario: VF Enable takes no effect while the PF is in D3hot
      Given 0x4 is written to "NumVFs" of the PF
      And 0x3 is written to "PMCSR" of the PF
      When 0x1 is written to "VF Enable" of the PF
      Then "VF Enable" of the PF reads 0x0
      And VF 1 does not answer configuration requests
      When 0x0 is written to "PMCSR" of the PF
      And 0x1 is written to "VF Enable" of the PF
      Then VF 4 answers configuration requests
