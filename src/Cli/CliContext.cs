using Microsoft.Extensions.Configuration;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.Cli;

/// <summary>What commands have to do with the world, so that tests can give them another one.</summary>
public sealed record CliContext(
    IAnsiConsole Console, TextWriter Output, TextWriter Errors, IConfiguration Configuration, HttpMessageHandler Http, TimeProvider Clock)
{
    public RepositoryRoot? Root { get; init; } = RepositoryRoot.Find();

    /// <summary>Starts the product where a command needs it and nothing runs here; null where nothing is to be started.</summary>
    public LocalStart? Local { get; init; }

    /// <summary>What a person types; null where nobody can be asked.</summary>
    public TextReader? Input { get; init; }
}
