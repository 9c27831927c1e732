using System.CommandLine;
using ServerlessTraining.Orchestration.Regimes;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes explain</c>: why a bar has its regime.</summary>
internal static class RegimesExplainCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> symbol = new("SYMBOL") { Description = "As BTCUSDT." };
        Argument<string> timeframe = new("TIMEFRAME") { Description = "As 1h." };
        Argument<string?> time = new("TIME") { Description = "When the bar was open, UTC. Default: the last bar.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> set = RegimesOptions.Set();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("explain", "Say why a bar has its regime: every rule with the bar's figures.") { symbol, timeframe, time, set, json };
        command.SetAction(async (parsed, ct) =>
        {
            string path = ApiPath.Of(
                "/api/regimes/explain",
                ("symbol", parsed.GetValue(symbol)), ("timeframe", parsed.GetValue(timeframe)), ("at", parsed.GetValue(time)), ("set", parsed.GetValue(set)));
            ExplainedBar bar = await new ApiClient(context).SendAsync<ExplainedBar>(HttpMethod.Get, path, null, "an explained bar", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, bar);
            else await context.Output.WriteLineAsync(string.Join(Environment.NewLine, bar.Lines));
            return ExitCodes.Done;
        });
        return command;
    }
}
