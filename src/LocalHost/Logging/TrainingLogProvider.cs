using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost.Logging;

/// <summary>Writes what the product logs to `logs/training_pipeline.log` in the data folder, in the form that people know, in UTC:
/// `2026-11-21 10:00:00,123 INFO Training model 5/13...`.</summary>
internal sealed class TrainingLogProvider : ILoggerProvider
{
    /// <summary>What the categories begin with that are written; what others log may hold addresses with keys.</summary>
    public const string Category = "ServerlessTraining";

    private const int BytesAMegabyte = 1_000_000;

    private readonly LogOptions options;
    private readonly TimeProvider clock;
    private readonly TrainingLogFile? file;

    public TrainingLogProvider(string dataFolder, LogOptions options, TimeProvider clock, Action<string> warn)
    {
        this.options = options;
        this.clock = clock;
        if (options.LogToFile) file = new TrainingLogFile(PathIn(dataFolder), (long)options.MaxLogSizeMb * BytesAMegabyte, warn);
    }

    public static string PathIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "logs", "training_pipeline.log");

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName.StartsWith(Category, StringComparison.Ordinal));

    public void Dispose() => file?.Dispose();

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };

    /// <summary>One line a message, whatever is in it; an exception's lines follow, indented.</summary>
    private string Line(LogLevel level, string message, Exception? error)
    {
        string time = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss,fff", CultureInfo.InvariantCulture);
        string text = string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c));
        string trace = error is null ? "" : "\n    " + error.ToString().ReplaceLineEndings("\n    ");
        return SecretRedactor.Redact($"{time} {Word(level)} {text}{trace}");
    }

    private sealed class Logger(TrainingLogProvider provider, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs && provider.file is not null && logLevel >= provider.options.Level && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) provider.file!.Add(provider.Line(logLevel, formatter(state, exception), exception));
        }
    }
}
