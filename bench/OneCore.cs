using System.Globalization;
using System.Runtime.InteropServices;

namespace ServerlessTraining.Bench;

/// <summary>Keeps this process, and those it starts, on one processor until it is disposed: what two programs of one thread cost is compared without what moving them about costs.</summary>
internal sealed partial class OneCore : IDisposable
{
    private const string Threads = "/proc/self/task";
    private const ulong Last = 1UL << 1;
    private readonly ulong before;

    /// <summary>Where threads cannot be pinned, nothing is.</summary>
    public OneCore()
    {
        if (Environment.ProcessorCount < 2 || !Directory.Exists(Threads) || sched_getaffinity(0, sizeof(ulong), ref before) < 0) return;
        SetAll(Last);
    }

    public void Dispose()
    {
        if (before != 0) SetAll(before);
    }

    // A thread that ends in between is no loss; one that begins has the mask of the one that began it.
    private static void SetAll(ulong mask)
    {
        foreach (string thread in Directory.EnumerateDirectories(Threads))
        {
            _ = sched_setaffinity(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), sizeof(ulong), ref mask);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sched_getaffinity(int thread, nint size, ref ulong mask);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sched_setaffinity(int thread, nint size, ref ulong mask);
}
