using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Trainer.Networks;

/// <summary>Says once, at the start, where networks are trained.</summary>
internal static partial class NetworkLog
{
    public static void Say(ILogger logger, NetworkChoice choice)
    {
        if (choice.Warning is { } warning) OtherThanAsked(logger, warning);
        Chosen(logger, choice.Device, choice.Precision);
    }

    [LoggerMessage(EventId = 4170, Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void OtherThanAsked(ILogger logger, string warning);

    [LoggerMessage(EventId = 4171, Level = LogLevel.Information, Message = "Networks are trained on {Device}, in {Precision}")]
    private static partial void Chosen(ILogger logger, string device, NetworkPrecision precision);
}
