using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>What a trainer and an orchestration say alike. Alerts look for it by its id.</summary>
internal static partial class FoldLog
{
    [LoggerMessage(EventId = 3213, Level = LogLevel.Error, Message = "Fold {Key} has failed for good: {Reason}")]
    public static partial void GivenUp(ILogger logger, string key, string reason);
}
