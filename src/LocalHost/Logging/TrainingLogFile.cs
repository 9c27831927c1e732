using System.Collections.Concurrent;
using System.Text;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost.Logging;

/// <summary>
/// The file behind the log: one thread writes it, so lines never mix and nobody waits for the disk. A disk that is full or may not be written to costs lines,
/// never the run: one warning says so, and the number of lost lines is written when there is room again.
/// </summary>
internal sealed class TrainingLogFile : IDisposable
{
    public const int OldFiles = 5;
    public const int MostWaiting = 10_000;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<string> waiting = new(MostWaiting);
    private readonly string path;
    private readonly long maxBytes;
    private readonly Action<string> warn;
    private readonly Func<string, Stream> open;
    private readonly Thread writer;
    private Stream? file;
    private long size;
    private long lost;
    private bool warned;

    /// <param name="path">Its folder is made with the first line.</param>
    /// <param name="maxBytes">A line that would make the file larger begins a new one.</param>
    /// <param name="warn">Gets the one warning.</param>
    /// <param name="open">For tests; opens the file at its end.</param>
    public TrainingLogFile(string path, long maxBytes, Action<string> warn, Func<string, Stream>? open = null)
    {
        this.path = path;
        this.maxBytes = maxBytes;
        this.warn = warn;
        this.open = open ?? Open;
        // Not of the pool: it spends its life waiting, and a line must get out when the pool is busy as well.
        writer = new Thread(Run) { IsBackground = true, Name = "training log" };
        writer.Start();
    }

    /// <summary>Returns at once. A line that finds too many others waiting is counted as lost.</summary>
    /// <param name="line">Without its end; it may have further lines of its own, which stay with it.</param>
    public void Add(string line)
    {
        try
        {
            if (waiting.TryAdd(line)) return;
        }
        catch (InvalidOperationException)
        {
            // The log is closed: what is said after the end is said to nobody.
            return;
        }

        Interlocked.Increment(ref lost);
    }

    /// <summary>Writes what waits.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        // A disk that hangs must not keep the process from ending; the writer may still use the collection then.
        if (writer.Join(StopLimit)) waiting.Dispose();
    }

    // Without a buffer: a line is in the file when it is written, and one that does not fit is known to be lost.
    private static FileStream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    private void Run()
    {
        foreach (string line in waiting.GetConsumingEnumerable()) Write(line);
        Abandon();
    }

    private void Write(string line)
    {
        try
        {
            ReportLost();
            Put(line);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref lost);
            Abandon();
            if (warned) return;
            warned = true;
            warn($"The log '{path}' cannot be written: {SecretRedactor.Redact(error.Message)} The run goes on without it; further lines are tried and lost ones counted.");
        }
    }

    private void ReportLost()
    {
        long count = Interlocked.Read(ref lost);
        if (count == 0) return;
        Put($"... {count} lines of the log could not be written here");
        Interlocked.Add(ref lost, -count);
    }

    private void Put(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + '\n');
        if (file is null) Begin();
        if (size > 0 && size + bytes.Length > maxBytes) TurnOver();
        file!.Write(bytes);
        size += bytes.Length;
    }

    // What a killed process or a full disk cut off becomes a line of its own.
    private void Begin()
    {
        file = open(path);
        size = file.Length;
        if (size == 0) return;
        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() == '\n') return;
        file.WriteByte((byte)'\n');
        size++;
    }

    private void TurnOver()
    {
        file!.Dispose();
        file = null;
        File.Delete($"{path}.{OldFiles}");
        for (int number = OldFiles - 1; number >= 1; number--)
        {
            if (File.Exists($"{path}.{number}")) File.Move($"{path}.{number}", $"{path}.{number + 1}");
        }

        File.Move(path, $"{path}.1");
        Begin();
    }

    private void Abandon()
    {
        try
        {
            file?.Dispose();
        }
        catch (IOException)
        {
            // What is wrong with it has been told already.
        }

        file = null;
    }
}
