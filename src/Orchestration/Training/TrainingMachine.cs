using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What of this machine the last digits of a training depend on: kind of processor, width of its vectors, system. Never its name.</summary>
internal static class TrainingMachine
{
    public static string Description { get; } = string.Join(
        ", ", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), $"vectors of {VectorBits} bits", RuntimeInformation.OSDescription.Trim());

    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
