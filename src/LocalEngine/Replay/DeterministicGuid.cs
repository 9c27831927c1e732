using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>Guids of version 5 (RFC 9562) over instance id, clock and a counter, equal to those of TaskOrchestrationContextWrapper.NewGuid in
/// microsoft/durabletask-dotnet.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Space = new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    public static Guid Of(string instanceId, DateTime clock, int counter)
    {
        byte[] name = [.. Space, .. Encoding.UTF8.GetBytes($"{instanceId}_{clock:o}_{counter}")];
#pragma warning disable CA5350 // Version 5 is SHA-1 by definition; nothing is protected by it.
        Span<byte> id = SHA1.HashData(name).AsSpan(0, 16);
#pragma warning restore CA5350
        id[6] = (byte)((id[6] & 0x0F) | 0x50);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
