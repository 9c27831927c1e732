using Microsoft.Extensions.Logging;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>What the HTTP side writes to the log. No address with its query, no header: they may hold a key.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(3101, LogLevel.Error, "Function {Function} failed, invocation {InvocationId}: {Error}")]
    public static partial void FunctionFailed(ILogger logger, string function, string invocationId, string error);

    [LoggerMessage(3102, LogLevel.Error, "A request failed outside of any function, {InvocationId}: {Error}")]
    public static partial void RequestFailed(ILogger logger, string invocationId, string error);

    [LoggerMessage(
        3103, LogLevel.Warning,
        "Function {Function} returned a {Type}, which the ASP.NET Core integration does not answer with, invocation {InvocationId}: return IResult or IActionResult.")]
    public static partial void ResultIgnored(ILogger logger, string function, string type, string invocationId);
}
