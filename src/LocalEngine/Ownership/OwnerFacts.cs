using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ServerlessTraining.LocalEngine.Ownership;

/// <summary>Who holds a hub: written beside the lease, so that the next one can tell whether the holder still lives.</summary>
/// <param name="Machine">The host's name.</param>
/// <param name="Pid">Process id on that machine.</param>
/// <param name="Started">When that process started; tells it from a later one with the same id.</param>
/// <param name="Since">When it took the hub.</param>
internal sealed record OwnerFacts(string Machine, int Pid, DateTimeOffset Started, DateTimeOffset Since)
{
    // The start time is computed from the machine's boot time, which two readers may see a little differently.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The holder's process is on this machine and does not live.</summary>
    public bool IsKnownDead => IsOnThisMachine && ProcessStart(Pid) is var start && (start is null || (start.Value - Started).Duration() > Tolerance);

    public bool IsOnThisMachine => string.Equals(Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    public static OwnerFacts ThisProcess(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return new(Environment.MachineName, Environment.ProcessId, ProcessStart(Environment.ProcessId) ?? clock.GetUtcNow(), clock.GetUtcNow());
    }

    /// <summary>Null when the metadata says nothing of use.</summary>
    public static OwnerFacts? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("machine", out string? machine)
        && metadata.TryGetValue("pid", out string? pid) && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        && metadata.TryGetValue("started", out string? started) && DateTimeOffset.TryParse(started, CultureInfo.InvariantCulture, out DateTimeOffset start)
        && metadata.TryGetValue("since", out string? since) && DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, out DateTimeOffset taken)
            ? new OwnerFacts(Uri.UnescapeDataString(machine), id, start, taken)
            : null;

    // Metadata travels in HTTP headers, which are ASCII.
    public Dictionary<string, string> ToMetadata() => new()
    {
        ["machine"] = Uri.EscapeDataString(Machine),
        ["pid"] = Pid.ToString(CultureInfo.InvariantCulture),
        ["started"] = Started.ToString("O", CultureInfo.InvariantCulture),
        ["since"] = Since.ToString("O", CultureInfo.InvariantCulture),
    };

    public override string ToString() => $"process {Pid} on {Machine} (since {Since:yyyy-MM-dd HH:mm:ss} UTC)";

    private static DateTimeOffset? ProcessStart(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            return process.HasExited ? null : new DateTimeOffset(process.StartTime);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
