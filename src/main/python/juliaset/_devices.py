"""Devices."""

from __future__ import annotations

from dataclasses import dataclass

from . import _bridge


@dataclass(frozen=True)
class Device:
    """A device: the built-in engine or an OpenCL device.

    Attributes:
        id: what names it: ``cpu``, or ``opencl:P.D`` for device D of platform P
        name: its own name
        type: ``built-in``, ``cpu``, ``gpu`` or ``accelerator``
        platform: the runtime that provides it: Java, or the OpenCL platform
        vendor: its maker, empty where unknown
        driver: version of the software that runs it
        compute_units: processors that work at the same time; for the built-in engine, its threads
        memory_bytes: memory it can use
        max_allocation_bytes: the largest single buffer
        float64: whether it computes in float64, as it must for this package
        lanes: orbits that it advances in one operation; 0 if it cannot be used
        kernel: what computes a large picture there, in one line; empty if it cannot be used
        problem: why it cannot be used, or None
    """

    id: str
    name: str
    type: str
    platform: str
    vendor: str
    driver: str
    compute_units: int
    memory_bytes: int
    max_allocation_bytes: int
    float64: bool
    lanes: int
    kernel: str
    problem: str | None

    @property
    def usable(self) -> bool:
        """Whether the device can be used."""
        return self.problem is None


def devices() -> list[Device]:
    """Every device of this machine, the built-in engine first. Starts and tests each, which can take seconds.

    Raises:
        RuntimeError: if there is no Java to ask
    """
    return [_device(device, examination) for device, examination in _bridge.devices()]


def _device(device, examination) -> Device:  # type: ignore[no-untyped-def]
    return Device(
        id=str(device.id()),
        name=str(device.name()),
        type=str(device.type().name()).lower().replace("_", "-"),
        platform=str(device.platform()),
        vendor=str(device.vendor()),
        driver=str(device.driver()),
        compute_units=int(device.computeUnits()),
        memory_bytes=int(device.memoryBytes()),
        max_allocation_bytes=int(device.maxAllocationBytes()),
        float64=bool(device.float64()),
        lanes=int(examination.lanes()),
        kernel=str(examination.kernel()),
        problem=str(examination.problem().get()) if examination.problem().isPresent() else None,
    )
