using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.ChaosHost;
using ServerlessTraining.Functions;
using ServerlessTraining.LocalHost;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Trainer;
using Spectre.Console;

IConfiguration environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
if (args is ["trainer", .. string[] rest])
{
    using CancellationTokenSource stop = new();
    using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
    return await TrainerProgram.RunAsync(
        rest,
        environment,
        Console.Out,
        Console.Error,
        services => ChaosSettings.Apply(services, TrainerArguments.Parse(rest).Devices),
        stop.Token);
}

AnsiConsole.Console.Profile.Width = 240;
LocalApp app = new(
    [typeof(FunctionsApp).Assembly, typeof(ChaosFunctions).Assembly],
    (builder, configuration) =>
    {
        FunctionsApp.Compose(builder, configuration);
        ChaosSettings.Apply(builder.Services, ChaosSettings.Number(ChaosSettings.HostTrains, 1) == 0 ? [] : [FoldDevice.Cpu, FoldDevice.Gpu]);
    });
return await new LocalHostRunner(app, LocalSettings.From(environment), AnsiConsole.Console, TimeProvider.System).RunAsync(new RunArguments(), CancellationToken.None);
