"""The verbs: every operation there is, in the order the docs list them."""

from rushes.edits.cuts import (
    CutRange,
    DeleteClips,
    KeepRanges,
    LiftRange,
    SetLength,
    Split,
    SplitEvenly,
    TrimEnd,
    TrimStart,
)
from rushes.edits.operation import Operation, applied
from rushes.edits.order import AppendMedia, InsertClip, MoveClip, Reorder, RepeatClip, ReplaceClip, SwapClips
from rushes.edits.pace import Freeze, Reverse, SetSpeed
from rushes.edits.picture import (
    AddOverlay,
    AdjustColour,
    ApplyLut,
    ChangeOverlay,
    CropPicture,
    FadePicture,
    Flip,
    RemoveOverlays,
    ResetColour,
    ResetFraming,
    Rotate,
    SetAspect,
    SetCanvas,
    SetFit,
    SetLook,
    SetRate,
    SetZoom,
)
from rushes.edits.sound import (
    AddMusic,
    ChangeVolume,
    FadeSound,
    Mute,
    RemoveSounds,
    ReplaceSound,
    SetDucking,
    SetLoudness,
    ShiftSound,
)
from rushes.edits.titles import AddTitle, ChangeTitle, RemoveTitles
from rushes.edits.transitions import AddTransition, RemoveTransitions

OPERATIONS: tuple[type, ...] = (
    TrimStart, TrimEnd, CutRange, LiftRange, KeepRanges, SetLength, Split, SplitEvenly, DeleteClips,
    MoveClip, Reorder, SwapClips, AppendMedia, InsertClip, ReplaceClip, RepeatClip,
    SetSpeed, Reverse, Freeze,
    CropPicture, Rotate, Flip, SetAspect, SetCanvas, SetRate, SetFit, SetZoom, ResetFraming,
    AdjustColour, SetLook, ApplyLut, ResetColour, FadePicture, AddOverlay, ChangeOverlay, RemoveOverlays,
    ChangeVolume, Mute, FadeSound, AddMusic, RemoveSounds, SetDucking, ReplaceSound, SetLoudness, ShiftSound,
    AddTitle, ChangeTitle, RemoveTitles,
    AddTransition, RemoveTransitions,
)  # fmt: skip

__all__ = ["OPERATIONS", "Operation", "applied", *(each.__name__ for each in OPERATIONS)]
