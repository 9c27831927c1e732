using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Trainer;

using CancellationTokenSource stop = new();

// Container Apps asks with SIGTERM and kills half a minute later; a terminal asks with SIGINT.
using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
return await TrainerProgram.RunAsync(
    args, new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Out, Console.Error, configure: null, stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
