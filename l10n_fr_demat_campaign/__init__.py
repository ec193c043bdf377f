from . import channels, controllers, models, wizards
from .hooks import uninstall_hook
