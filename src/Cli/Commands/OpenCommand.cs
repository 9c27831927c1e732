using System.CommandLine;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st open</c>: the address of the dashboard, with a link that signs one browser in where the product runs on this machine.</summary>
internal static class OpenCommand
{
    private const string Page = "/api/dashboard/";

    public static Command Create(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("open", "Show a link that opens the dashboard, signed in.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            ApiClient api = new(context);
            if (api.Address(Page) is { IsLoopback: false } page)
            {
                // No sign-in there: the page asks for a key of the functions app.
                if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, new SignInLink(page.AbsoluteUri, 0));
                else context.Console.WriteLine($"{page}   (the page asks for a key of the functions app)");
                return ExitCodes.Done;
            }

            SignInLink link = await api.SendAsync<SignInLink>(HttpMethod.Post, "/signin/link", content: null, "a sign-in link", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, link);
            else context.Console.WriteLine($"{link.Url}   (once, within {link.Minutes} minutes)");
            return ExitCodes.Done;
        });
        return command;
    }
}
