using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Trainer;
#if CUDA
using ServerlessTraining.Trainer.Networks;
using ServerlessTraining.Trainer.Networks.Cuda;
#endif

using CancellationTokenSource stop = new();

// Container Apps asks with SIGTERM and kills half a minute later; a terminal asks with SIGINT.
using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
Action<IServiceCollection>? withGpu = null;
#if CUDA
withGpu = services => services.AddSingleton<IGpu, TorchGpu>();
#endif
return await TrainerProgram.RunAsync(
    args, new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Out, Console.Error, withGpu, stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
